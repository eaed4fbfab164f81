namespace Pipeline.Contracts;

/// <summary>The parts of a selector that change what AWS is asked, and so the shape of what it answers.</summary>
public sealed record ListingOptions
{
    /// <summary>Plain listing: no reads per resource, any region.</summary>
    public static readonly ListingOptions Default = new();

    /// <summary>Each listed resource is read again by itself (<c>useGetResourceAPI</c>).</summary>
    public bool GetEach { get; init; }

    /// <summary>Members of resource groups are listed too (<c>listGroupResources</c>).</summary>
    public bool GroupMembers { get; init; }

    /// <summary>
    /// For a global kind, the region policy that picks the region it is read through, as
    /// <c>allow=a,b;deny=c</c>; empty when any region will do. Regional kinds leave it empty.
    /// </summary>
    public string Through { get; init; } = string.Empty;

    /// <summary>The options that are set, joined by <c>+</c>; empty for <see cref="Default"/>.</summary>
    public override string ToString() => string.Join('+', Set());

    private IEnumerable<string> Set()
    {
        if (GetEach)
        {
            yield return "get";
        }

        if (GroupMembers)
        {
            yield return "members";
        }

        if (Through.Length > 0)
        {
            yield return Through;
        }
    }
}
