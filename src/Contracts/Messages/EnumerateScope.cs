namespace Pipeline.Contracts;

/// <summary>List one scope of a run.</summary>
public sealed record EnumerateScope
{
    /// <inheritdoc cref="StartRun.RunId"/>
    public required Guid RunId { get; init; }

    /// <inheritdoc cref="StartRun.MappingVersion"/>
    public required string MappingVersion { get; init; }

    /// <summary>What to list.</summary>
    public required Scope Scope { get; init; }

    /// <summary>
    /// The regions to ask, best first: one for a regional kind, every candidate for a global one, of which the
    /// first that answers counts.
    /// </summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>Positions in the mapping's <c>resources</c> of the blocks that want this scope.</summary>
    public required IReadOnlyList<int> Blocks { get; init; }

    /// <summary>Counts the listings of this scope in this run, from 1: what one attempt saw is not mixed with another's.</summary>
    public required int Attempt { get; init; }
}
