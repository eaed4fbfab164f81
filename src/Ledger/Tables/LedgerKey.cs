namespace Pipeline.Ledger.Tables;

/// <summary>Where an item lies.</summary>
/// <param name="Partition">What is read together; at most 1,000 bytes of UTF-8.</param>
/// <param name="Sort">Orders the items of a partition, by ordinal comparison of UTF-8; at most 1,000 bytes (DynamoDB takes 1,024).</param>
public readonly record struct LedgerKey(string Partition, string Sort);
