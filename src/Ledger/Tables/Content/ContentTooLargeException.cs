namespace Pipeline.Ledger.Tables.Content;

/// <summary>What was to be stored does not fit into one item, compressed as it was.</summary>
public sealed class ContentTooLargeException(LedgerKey key, int length, int stored)
    : Exception($"{key.Partition} {key.Sort} is too large for the ledger: {length:N0} bytes, {stored:N0} as stored, and an item holds at most {PackedContent.MostBytes:N0}.")
{
    /// <summary>What was to be written.</summary>
    public LedgerKey Key { get; } = key;
}
