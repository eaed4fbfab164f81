namespace Pipeline.ServiceDefaults.Triggers;

/// <summary>How live events are taken in.</summary>
public sealed record LiveEventSettings
{
    /// <summary>The keys they may be sent with; none when none was set.</summary>
    public required IReadOnlyList<Secret> Keys { get; init; }

    /// <summary>A file with more keys, one a line; null for none.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The SQS queue that events are read from; null for none.</summary>
    public string? Queue { get; init; }

    /// <summary>A file with more rows of the event catalog; null for none.</summary>
    public string? CatalogFile { get; init; }

    /// <summary>How long a mapping is taken for current.</summary>
    public required TimeSpan MappingLifetime { get; init; }
}
