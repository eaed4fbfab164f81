namespace Pipeline.Ledger.Tables;

/// <summary>What lies at a key.</summary>
/// <param name="Key">Where it lies.</param>
/// <param name="Content">What it holds; at most 380 KB as it is stored (a DynamoDB item is at most 400 KB).</param>
/// <param name="Version">
/// What a conditional write compares: greater than 0, and one more after each write over it. A new item begins anywhere,
/// so that one that was deleted and written anew has none of its earlier versions.
/// </param>
public sealed record LedgerItem(LedgerKey Key, ReadOnlyMemory<byte> Content, long Version);
