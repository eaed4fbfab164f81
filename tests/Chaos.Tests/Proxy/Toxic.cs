namespace Pipeline.Chaos.Tests.Proxy;

/// <summary>What a <see cref="FaultProxy"/> does to a connection that is open, or opened, while it is set. Nothing by default.</summary>
internal sealed record Toxic
{
    /// <summary>No fault.</summary>
    public static readonly Toxic None = new();

    /// <summary>Delay of each chunk.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Up to this much more delay, drawn for each chunk.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>Nothing passes any more; the connection stays open.</summary>
    public bool Hangs { get; init; }

    /// <summary>New connections are reset at once.</summary>
    public bool Refuses { get; init; }

    /// <summary>Bytes in one chunk, at most; 0 for whatever was read.</summary>
    public int SliceBytes { get; init; }

    /// <summary>Bytes after which the connection is reset; 0 for never.</summary>
    public long LimitBytes { get; init; }

    /// <summary>Bytes a second; 0 for as fast as it goes.</summary>
    public int BytesPerSecond { get; init; }
}
