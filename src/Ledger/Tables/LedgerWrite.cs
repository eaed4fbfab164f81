namespace Pipeline.Ledger.Tables;

/// <summary>A write of one item, done only if nobody else wrote it meanwhile.</summary>
/// <param name="Key">What is written.</param>
/// <param name="Content">The new content; null deletes the item.</param>
/// <param name="Expected">The version that was read; 0 when there was no item.</param>
/// <param name="ExpiresAt">When the store may drop the item; null for never. Until then it is there; for a while after, it may be.</param>
public sealed record LedgerWrite(LedgerKey Key, ReadOnlyMemory<byte>? Content, long Expected, DateTimeOffset? ExpiresAt = null);
