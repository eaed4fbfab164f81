namespace Pipeline.Port;

/// <summary>One call as it goes on the wire; immutable, so that it can be repeated.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path below the base URL, encoded, from <c>/v1</c> on.</param>
internal sealed record PortRequest(HttpMethod Method, string Path)
{
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

    /// <summary>A write that no live event waits for leaves room for those that one does.</summary>
    public bool IsBackground => IsWrite && !IsLive;

    public bool IsBulkUpsert { get; init; }

    /// <summary>A request of several entities, which the caller divides when Port keeps failing on it.</summary>
    public bool IsDivisible { get; init; }

    /// <summary>When the operation began that this request is a part of; patience counts from there.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The path names no resource, so that a 404 speaks of the route.</summary>
    public bool HasNoResource { get; init; }

    public override string ToString() => $"{Method} {Path}";
}
