namespace Pipeline.PortWriter;

/// <summary>How entities are gathered into bulk requests, and what may be deleted.</summary>
public sealed record PortWriterOptions
{
    /// <summary>Entities in one request. Port takes at most 20.</summary>
    public int BatchLength { get; init; } = 20;

    /// <summary>Bytes of entities in one request. Port takes bodies of at most 1 MiB; this leaves room for what is around them.</summary>
    public int BatchBytes { get; init; } = (1024 * 1024) - 4096;

    /// <summary>How long an entity waits for others to fill its request.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The same for an entity of a live event.</summary>
    public TimeSpan LiveLinger { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>When nothing has arrived for this long, for any blueprint, nothing is likely to: requests go out as they are.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Bulk requests under way at one time, over all blueprints.</summary>
    public int ConcurrentRequests { get; init; } = 10;

    /// <summary>The largest share of a scope's entities that a sweep takes, 0 to 1; a sweep that would take more is held.</summary>
    public double SweepShare { get; init; } = 0.3;

    /// <summary>So many entities a sweep takes whatever their share: of a scope of ten, four may well be gone.</summary>
    public int SweepCount { get; init; } = 20;

    /// <summary>
    /// Messages worked on at one time: enough that their entities fill requests together, even if each has one entity
    /// and they belong to 25 blueprints. What they hold in memory is bounded by the page credit, not by this.
    /// </summary>
    public int ConcurrentMessages { get; init; } = 512;

    /// <summary>
    /// Entities written at one time in each lane. Where a page credit bounds what is on its way no other bound is needed.
    /// </summary>
    public int EntitiesUnderWay { get; init; } = int.MaxValue;
}
