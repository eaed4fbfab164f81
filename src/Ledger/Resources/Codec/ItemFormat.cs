namespace Pipeline.Ledger.Resources.Codec;

/// <summary>How an item is written. The number is its first byte; a new format gets a new one, and old ones are still read.</summary>
internal enum ItemFormat : byte
{
    Plain = 1,
    Compressed = 2,
}
