namespace Pipeline.ServiceDefaults.Triggers;

/// <summary>The KAFKA listener. Its credentials come from Port.</summary>
public sealed record KafkaSettings
{
    /// <summary>The brokers, separated by commas.</summary>
    public required string Brokers { get; init; }

    /// <summary>The protocol, in librdkafka's words.</summary>
    public required string SecurityProtocol { get; init; }

    /// <summary>How it authenticates, in librdkafka's words.</summary>
    public required string AuthenticationMechanism { get; init; }

    /// <summary>Whether it encrypts and authenticates at all.</summary>
    public required bool SecurityEnabled { get; init; }

    /// <summary>How long one poll waits.</summary>
    public required TimeSpan PollTimeout { get; init; }
}
