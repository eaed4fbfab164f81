namespace Pipeline.Contracts;

/// <summary>What the mapping made of a page: part <see cref="Part"/> of <see cref="Parts"/>, empty when it made nothing.</summary>
public sealed record EntitiesMapped
{
    /// <inheritdoc cref="StartRun.RunId"/>
    public required Guid RunId { get; init; }

    /// <inheritdoc cref="StartRun.MappingVersion"/>
    public required string MappingVersion { get; init; }

    /// <summary>The scope the entities' resources were listed in.</summary>
    public required Scope Scope { get; init; }

    /// <inheritdoc cref="EnumerateScope.Attempt"/>
    public required int Attempt { get; init; }

    /// <inheritdoc cref="ResourcesEnumerated.Page"/>
    public required int Page { get; init; }

    /// <summary>Counts the messages made of one page, from 1.</summary>
    public required int Part { get; init; }

    /// <summary>How many messages the page made.</summary>
    public required int Parts { get; init; }

    /// <inheritdoc cref="ResourcesEnumerated.Ticket"/>
    public required long Ticket { get; init; }

    /// <summary>The write options of the mapping.</summary>
    public required WriteOptions Options { get; init; }

    /// <summary>The entities, in mapping order: of two with the same key the later one counts.</summary>
    public required IReadOnlyList<MappedEntity> Entities { get; init; }

    /// <summary>What the page did not produce and why, one row per block, field and cause; on part 1 only.</summary>
    public IReadOnlyList<MappingFinding> Findings { get; init; } = [];

    /// <summary>
    /// AWS's identifiers of the page's resources that some block faulted on: what they made before is kept, while
    /// what a resource merely no longer makes is gone. On part 1 only.
    /// </summary>
    public IReadOnlyList<string> Faulted { get; init; } = [];

    /// <summary>The identity of the page this is a part of.</summary>
    public BatchId BatchId() => new(RunId, Scope.ToString(), Attempt, Page);
}
