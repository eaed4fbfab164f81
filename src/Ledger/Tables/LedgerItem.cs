namespace Pipeline.Ledger.Tables;

/// <summary>What lies at a key.</summary>
/// <param name="Key">Where it lies.</param>
/// <param name="Content">What it holds; at most 380 KB as it is stored (a DynamoDB item is at most 400 KB).</param>
/// <param name="Version">Counts its writes, from 1; what a conditional write compares.</param>
public sealed record LedgerItem(LedgerKey Key, ReadOnlyMemory<byte> Content, long Version);
