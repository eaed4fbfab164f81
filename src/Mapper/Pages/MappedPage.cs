using Pipeline.Contracts;

namespace Pipeline.Mapper;

/// <summary>What a mapping made of a page of resources.</summary>
public sealed record MappedPage
{
    /// <inheritdoc cref="EntitiesMapped.Entities"/>
    public required IReadOnlyList<MappedEntity> Entities { get; init; }

    /// <summary>What the page did not produce and why, in the mapping's order.</summary>
    public required IReadOnlyList<MappingFinding> Findings { get; init; }

    /// <inheritdoc cref="EntitiesMapped.Faulted"/>
    public required IReadOnlyList<string> Faulted { get; init; }
}
