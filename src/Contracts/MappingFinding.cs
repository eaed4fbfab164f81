namespace Pipeline.Contracts;

/// <summary>Something a mapping block did not produce, how often on one page, and an example.</summary>
public sealed record MappingFinding
{
    /// <summary>Position in the mapping's <c>resources</c>.</summary>
    public required int Block { get; init; }

    /// <summary>
    /// The field of the block: <c>selector.query</c>, <c>port.itemsToParse</c>, or a path within its entity such as
    /// <c>properties.url</c> or <c>relations.owner.rules[0].value</c>.
    /// </summary>
    public required string Field { get; init; }

    /// <summary>What happened.</summary>
    public required FindingKind Kind { get; init; }

    /// <summary>How often it happened on the page: once per resource, or once per item when the block parses items; 0 when the page has none.</summary>
    public required int Count { get; init; }

    /// <summary>What was said the first time it happened, at most 500 characters.</summary>
    public string Detail { get; init; } = string.Empty;

    /// <summary>The first resource it happened to; empty when the page has none.</summary>
    public string Example { get; init; } = string.Empty;
}
