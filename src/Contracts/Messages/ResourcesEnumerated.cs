namespace Pipeline.Contracts;

/// <summary>
/// A page of resources of one scope, at most 200 KB unless one resource alone is larger. A page that AWS returned
/// empty is a message too, so that pages can be counted.
/// </summary>
public sealed record ResourcesEnumerated
{
    /// <summary>The run that listed them; null when a live event had them fetched.</summary>
    public required Guid? RunId { get; init; }

    /// <inheritdoc cref="StartRun.MappingVersion"/>
    public required string MappingVersion { get; init; }

    /// <summary>The scope the resources were listed in.</summary>
    public required Scope Scope { get; init; }

    /// <inheritdoc cref="EnumerateScope.Blocks"/>
    public required IReadOnlyList<int> Blocks { get; init; }

    /// <inheritdoc cref="EnumerateScope.Attempt"/>
    public required int Attempt { get; init; }

    /// <summary>Counts the pages of this attempt, from 1; 0 without a run.</summary>
    public required int Page { get; init; }

    /// <summary>The ticket taken before AWS was asked: orders what this page shows against other observations.</summary>
    public required long Ticket { get; init; }

    /// <summary>The resources, in the order AWS gave them.</summary>
    public required IReadOnlyList<EnumeratedResource> Resources { get; init; }

    /// <summary>When the live event happened that had them fetched; null in a run.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The page's identity; null without a run.</summary>
    public BatchId? BatchId() => RunId is { } run ? new BatchId(run, Scope.ToString(), Attempt, Page) : null;
}
