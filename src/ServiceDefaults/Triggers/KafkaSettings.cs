namespace Pipeline.ServiceDefaults.Triggers;

/// <summary>Where the KAFKA listener listens.</summary>
public sealed record KafkaSettings
{
    /// <summary>Brokers to begin with, each with its port, separated by commas.</summary>
    public required string Brokers { get; init; }

    /// <summary>Whether the listener authenticates.</summary>
    public required bool SecurityEnabled { get; init; }

    /// <summary>The protocol, in Kafka's own words.</summary>
    public required string SecurityProtocol { get; init; }

    /// <summary>How to authenticate, in Kafka's own words.</summary>
    public required string AuthenticationMechanism { get; init; }

    /// <summary>How long a poll waits.</summary>
    public required TimeSpan PollTimeout { get; init; }
}
