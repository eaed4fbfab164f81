namespace Pipeline.ServiceDefaults.Tuning;

/// <summary>What may be held in memory.</summary>
public sealed record MemorySettings
{
    /// <summary>Bytes of listed resources and of entities that are on their way, half for each. Listing and mapping wait above it.</summary>
    public required long PagesInFlightBytes { get; init; }
}
