namespace Pipeline.Contracts.Mapping;

/// <summary>The <c>selector</c> of a block.</summary>
public sealed record BlockSelector
{
    /// <summary>An expression that answers true for the resources that count.</summary>
    public required string Query { get; init; }

    /// <summary>Each listed resource is read again by itself (<c>useGetResourceAPI</c>).</summary>
    public bool UseGetResourceApi { get; init; }

    /// <summary>The members of <c>AWS::ResourceGroups::Group</c> are listed too.</summary>
    public bool ListGroupResources { get; init; }

    /// <summary>The regions that count.</summary>
    public RegionPolicy RegionPolicy { get; init; } = RegionPolicy.AllowAll;
}
