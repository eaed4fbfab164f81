namespace Pipeline.PortWriter.Checking;

/// <summary>One blueprint, as the ledger and Port have it.</summary>
public sealed record BlueprintCheck
{
    /// <summary>The blueprint.</summary>
    public required string Blueprint { get; init; }

    /// <summary>Entities of it that Port holds as ours.</summary>
    public required long Owned { get; init; }

    /// <summary>
    /// Entities that were not compared: those that Port finds by a search, and, where there are such, those that no resource
    /// names. Which one Port found is not recorded.
    /// </summary>
    public required long NotCompared { get; init; }

    /// <summary>What was found, by its kind; kinds of which nothing was found are left out.</summary>
    public required IReadOnlyDictionary<DifferenceKind, Differences> Found { get; init; }

    /// <summary>Whether ledger and Port tell the same.</summary>
    public bool IsEqual => Found.Keys.All(kind => kind is DifferenceKind.OpenClaim or DifferenceKind.RelatedTo);
}
