namespace Pipeline.Contracts;

/// <summary>What the mapping made of a page: part <see cref="Part"/> of <see cref="Parts"/>, empty when it made nothing.</summary>
public sealed record EntitiesMapped
{
    /// <inheritdoc cref="ResourcesEnumerated.RunId"/>
    public required Guid? RunId { get; init; }

    /// <inheritdoc cref="StartRun.MappingVersion"/>
    public required string MappingVersion { get; init; }

    /// <summary>The scope the entities' resources were listed in.</summary>
    public required Scope Scope { get; init; }

    /// <inheritdoc cref="EnumerateScope.Blocks"/>
    public IReadOnlyList<int> Blocks { get; init; } = [];

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

    /// <summary>
    /// AWS's identifiers of the resources this part is about, those that make no entity included. A resource is in one
    /// part only, with all its entities.
    /// </summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>The entities of these resources, in mapping order: of two with the same key the later one counts.</summary>
    public required IReadOnlyList<MappedEntity> Entities { get; init; }

    /// <summary>What the page did not produce and why, one row per block, field and cause; on part 1 only.</summary>
    public IReadOnlyList<MappingFinding> Findings { get; init; } = [];

    /// <summary>
    /// Those of <see cref="Resources"/> that some block faulted on: what they made before is kept, while what a
    /// resource merely no longer makes is gone.
    /// </summary>
    public IReadOnlyList<string> Faulted { get; init; } = [];

    /// <summary>When the live event happened that had them fetched; in a run, when their page was sent.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The identity of the page this is a part of; null without a run.</summary>
    public BatchId? BatchId() => RunId is { } run ? new BatchId(run, Scope.ToString(), Attempt, Page) : null;
}
