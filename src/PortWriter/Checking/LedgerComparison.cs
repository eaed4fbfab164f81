namespace Pipeline.PortWriter.Checking;

/// <summary>How the ledger and Port compare.</summary>
/// <param name="Blueprints">Every blueprint that either knows, by name.</param>
public sealed record LedgerComparison(IReadOnlyList<BlueprintCheck> Blueprints)
{
    /// <summary>Whether they tell the same.</summary>
    public bool IsEqual => Blueprints.All(blueprint => blueprint.IsEqual);
}
