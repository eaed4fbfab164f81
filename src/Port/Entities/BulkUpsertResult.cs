namespace Pipeline.Port;

/// <summary>What became of the entities of one upsert.</summary>
/// <param name="Outcomes">One for each entity, in the order they were given.</param>
public sealed record BulkUpsertResult(IReadOnlyList<EntityOutcome> Outcomes)
{
    /// <summary>True when Port has no such blueprint: then every outcome says so.</summary>
    public bool BlueprintMissing { get; init; }
}
