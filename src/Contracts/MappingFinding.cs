namespace Pipeline.Contracts;

/// <summary>Something a mapping block did not produce, how often on one page, and an example.</summary>
public sealed record MappingFinding
{
    /// <summary>Position in the mapping's <c>resources</c>.</summary>
    public required int Block { get; init; }

    /// <summary>The field of the block, such as <c>properties.url</c> or <c>selector.query</c>.</summary>
    public required string Field { get; init; }

    /// <summary>What happened.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>How many resources of the page it happened to.</summary>
    public required int Count { get; init; }

    /// <summary>What was said the first time it happened.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>The first resource it happened to.</summary>
    public string Example { get; init; } = string.Empty;
}
