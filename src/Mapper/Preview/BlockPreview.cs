namespace Pipeline.Mapper;

/// <summary>What one block of a mapping makes of a resource.</summary>
public sealed record BlockPreview
{
    /// <summary>Position in the mapping's <c>resources</c>.</summary>
    public required int Block { get; init; }

    /// <summary>The block's <c>itemsToParse</c>; null when it has none.</summary>
    public required FieldPreview? Items { get; init; }

    /// <summary>One for the resource, or one per item.</summary>
    public required IReadOnlyList<EntityPreview> Entities { get; init; }
}
