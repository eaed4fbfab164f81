namespace Pipeline.Contracts.Mapping;

/// <summary>Which regions a block wants: <c>deny</c> beats <c>allow</c>, and an empty <c>allow</c> beside an empty <c>deny</c> is everything.</summary>
public sealed record RegionPolicy(IReadOnlyList<string> Allow, IReadOnlyList<string> Deny)
{
    /// <summary>No restriction.</summary>
    public static readonly RegionPolicy AllowAll = new([], []);

    /// <summary>Whether a region is wanted.</summary>
    public bool Allows(string region)
    {
        if (Deny.Contains(region, StringComparer.Ordinal))
        {
            return false;
        }

        return Allow.Contains(region, StringComparer.Ordinal) || Allow.Count == 0;
    }

    /// <summary>The same text for policies that mean the same; empty for no restriction.</summary>
    public override string ToString() =>
        string.Join(';', new[] { Clause("allow", Allow), Clause("deny", Deny) }.Where(clause => clause.Length > 0));

    private static string Clause(string name, IReadOnlyList<string> regions) =>
        regions.Count == 0 ? string.Empty : $"{name}={string.Join(',', regions.Distinct().Order(StringComparer.Ordinal))}";
}
