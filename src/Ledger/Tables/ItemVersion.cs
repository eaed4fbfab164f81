namespace Pipeline.Ledger.Tables;

/// <summary>Numbers the writes of an item.</summary>
internal static class ItemVersion
{
    // Leaves room for as many writes again, and is exact in every JSON reader.
    private const long Greatest = (1L << 52) - 1;

    /// <summary>
    /// The version that a write makes. A new item begins anywhere: began each at 1, a writer that read the first would
    /// overwrite one that took its place.
    /// </summary>
    /// <param name="expected">The version the write expects; 0 for a new item.</param>
    public static long After(long expected) =>
        expected > 0 ? expected + 1 : (BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 0) & Greatest) + 1;
}
