namespace Pipeline.Contracts.Mapping;

/// <summary>A user's mapping: what to list and which entities to make of it. Port calls it the integration's config.</summary>
public sealed record MappingDocument
{
    /// <summary>What goes along with every write.</summary>
    public required WriteOptions Options { get; init; }

    /// <summary>Entities that relate to a deleted one are deleted with it (<c>deleteDependentEntities</c>).</summary>
    public bool DeleteDependentEntities { get; init; } = true;

    /// <summary>The largest share of the entities at Port that one run may delete, 0 to 1.</summary>
    public double EntityDeletionThreshold { get; init; } = 0.9;

    /// <summary>The blocks, in the user's order.</summary>
    public required IReadOnlyList<MappingBlock> Blocks { get; init; }
}
