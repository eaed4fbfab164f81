namespace Pipeline.Ingress.LiveEvents;

/// <summary>How live events are taken in.</summary>
public sealed record LiveEventOptions
{
    /// <summary>How long a mapping is taken for current before it is read anew.</summary>
    public TimeSpan MappingLifetime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Rows a user adds to the event catalog, as JSON; null for none.</summary>
    public ReadOnlyMemory<byte>? AddedCatalog { get; init; }

    /// <summary>How long taking events in may last before their sender is told to come again.</summary>
    public TimeSpan AcceptTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Events that may wait in the inbox of one process; more are refused until some are written.</summary>
    public int Backlog { get; init; } = 10_000;
}
