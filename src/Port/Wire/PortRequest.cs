namespace Pipeline.Port;

/// <summary>One call as it goes on the wire; immutable, so that it can be repeated.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below the base URL, encoded, from <c>/v1</c> on.</param>
internal sealed record PortRequest(HttpMethod Method, string Path)
{
    /// <summary>A resync leaves a fifth to live events, so that these do not wait for the end of the period.</summary>
    private const double ResyncLeaves = 0.2;

    public const double BackgroundLeaves = 0.25;

    /// <summary>Query with its <c>?</c>, or empty.</summary>
    public string Query { get; init; } = string.Empty;

    /// <summary>JSON body.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>Entity operations carry the suffix by which Port records the owner of an entity.</summary>
    public bool IsEntityOperation { get; init; }

    /// <summary>True when sending it twice ends in the same state as once.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Writes have their own, longer patience.</summary>
    public bool IsWrite { get; init; }

    /// <summary>A live event waits for it.</summary>
    public bool IsLive { get; init; }

    public bool IsBulkUpsert { get; init; }

    /// <summary>Says when its failures are its own; null when they are always Port's.</summary>
    public Blame? Blame { get; init; }

    /// <summary>The path of something else to ask Port for, before its failures are held against it.</summary>
    public string? Control { get; init; }

    /// <summary>
    /// Nice to have: not sent while Port is down, and only from the part of the rate budget that nothing else needs.
    /// </summary>
    public bool IsBackground { get; init; }

    /// <summary>Where it goes instead of Port's API: the ingest services have addresses of their own.</summary>
    public Uri? Origin { get; init; }

    /// <summary>When the operation began that this request is a part of; patience counts from there.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The path names no resource, so that a 404 speaks of the route.</summary>
    public bool HasNoResource { get; init; }

    /// <summary>The share of a period's requests that it leaves to what is more urgent: live events, and calls that users wait for.</summary>
    public double LeavesShare => IsBackground ? BackgroundLeaves : IsWrite && !IsLive ? ResyncLeaves : 0;

    public override string ToString() => $"{Method} {Path}";
}
