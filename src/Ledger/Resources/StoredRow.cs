namespace Pipeline.Ledger.Resources;

/// <summary>A row as it was read.</summary>
/// <param name="Key">Which.</param>
/// <param name="Row">What it holds; <see cref="ResourceRow.Unknown"/> when there is none.</param>
/// <param name="Version">Its version in the table; 0 when there is none.</param>
public sealed record StoredRow(RowKey Key, ResourceRow Row, long Version);
