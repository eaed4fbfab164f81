namespace Pipeline.Ledger.Resources;

/// <summary>The first two contributors of an entity.</summary>
/// <param name="Winner">Whose entity Port is to hold: the latest block, of equal ones always the same; null when nobody contributes.</param>
/// <param name="Next">Who comes next; null when there is only one.</param>
public readonly record struct Standing(Contributor? Winner, Contributor? Next);
