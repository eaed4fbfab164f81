namespace Pipeline.Port;

/// <summary>An ingest service of Port, as the integration object names it.</summary>
public sealed record PortIngest
{
    /// <summary>Address below which it answers; null when the integration has none.</summary>
    public string? IngestUrl { get; init; }
}
