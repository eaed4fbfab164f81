namespace Pipeline.Ledger.Tables.Metering;

/// <summary>What was asked of the ledger's store since the process started.</summary>
/// <param name="Reads">Items read, those that were not there included.</param>
/// <param name="Writes">Items written and numbers drawn from counters, writes that came too late included.</param>
public readonly record struct LedgerStatistics(long Reads, long Writes);
