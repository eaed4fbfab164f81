namespace Pipeline.Macro;

/// <summary>One run of one size.</summary>
internal sealed record Measurement
{
    /// <summary>Entities that the mapping made, written or not.</summary>
    public required int Entities { get; init; }

    public required int Written { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public required TimeSpan Cpu { get; init; }

    public required long PeakBytes { get; init; }

    public required long AwsCalls { get; init; }

    public required long PortCalls { get; init; }

    public required long BulkRequests { get; init; }

    /// <summary>What the ledger was asked to read; null where that is not counted.</summary>
    public required long? LedgerReads { get; init; }

    /// <summary>What the ledger was asked to write; null where that is not counted.</summary>
    public required long? LedgerWrites { get; init; }

    /// <summary>What each process used, where there is more than one.</summary>
    public IReadOnlyList<ProcessUsage> Processes { get; init; } = [];

    public double EntitiesPerSecond => Entities / Elapsed.TotalSeconds;

    public double CpuMillisecondsPerEntity => Cpu.TotalMilliseconds / Entities;
}
