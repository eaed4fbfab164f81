namespace Pipeline.Ledger.Resources;

/// <summary>What a row is to be; asked again with what is there now when somebody else wrote it meanwhile.</summary>
/// <param name="current">The row as it is.</param>
/// <returns>The row as it is to be; null to leave it.</returns>
public delegate ResourceRow? RowChange(StoredRow current);
