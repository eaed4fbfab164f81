namespace Pipeline.ServiceDefaults.Tuning;

/// <summary>What may be held in memory.</summary>
public sealed record MemorySettings
{
    /// <summary>Bytes of listed resources that are not written yet. Listing waits above it.</summary>
    public required long PagesInFlightBytes { get; init; }
}
