namespace Pipeline.Port;

/// <summary>How entities are written.</summary>
public sealed record UpsertOptions
{
    /// <summary>True: keys that the entity does not carry keep their values at Port. False: the entity is replaced.</summary>
    public bool Merge { get; init; } = true;

    /// <summary>True: targets of relations that do not exist yet are created as placeholders.</summary>
    public bool CreateMissingRelatedEntities { get; init; } = true;

    /// <summary>True: Port checks the entities and writes nothing.</summary>
    public bool ValidationOnly { get; init; }

    /// <summary>True: a live event waits for it, and it does not wait for the writes of a resync.</summary>
    public bool IsLive { get; init; }

    /// <summary>The run this write belongs to; Port records it as the resync.</summary>
    public string? RunId { get; init; }

    /// <summary>What started it, such as <c>resync</c> or <c>http_request</c>.</summary>
    public string? EventType { get; init; }
}
