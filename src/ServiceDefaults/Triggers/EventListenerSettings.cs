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
}
