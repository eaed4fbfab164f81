namespace Pipeline.ServiceDefaults.Triggers;

/// <summary>What starts a run.</summary>
public sealed record EventListenerSettings
{
    /// <summary>The way in which runs are started.</summary>
    public required EventListenerType Type { get; init; }

    /// <summary>Whether a run starts when the process does. Of no meaning to <see cref="EventListenerType.Once"/>, which always runs.</summary>
    public required bool ResyncOnStart { get; init; }

    /// <summary>The time between two polls.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>Whether the listener may start runs.</summary>
    public required bool ShouldResync { get; init; }

    /// <summary>Whether live events are taken.</summary>
    public required bool ShouldProcessWebhooks { get; init; }

    /// <summary>Where the KAFKA listener listens.</summary>
    public required KafkaSettings Kafka { get; init; }

    /// <summary>Where Port reaches the WEBHOOK listener; null for the others.</summary>
    public Uri? AppHost { get; init; }
}
