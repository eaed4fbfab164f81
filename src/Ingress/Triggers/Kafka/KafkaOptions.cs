namespace Pipeline.Ingress.Triggers.Kafka;

/// <summary>The KAFKA listener.</summary>
public sealed record KafkaOptions
{
    /// <summary>Brokers to begin with, each with its port, separated by commas.</summary>
    public required string Brokers { get; init; }

    /// <summary>False for a cluster that asks nobody who they are; the two after this one are of no matter then.</summary>
    public bool SecurityEnabled { get; init; } = true;

    /// <summary>The protocol, in Kafka's own words.</summary>
    public string SecurityProtocol { get; init; } = "SASL_SSL";

    /// <summary>How to authenticate, in Kafka's own words.</summary>
    public string AuthenticationMechanism { get; init; } = "SCRAM-SHA-512";

    /// <summary>How long a poll waits for a message.</summary>
    public TimeSpan PollTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The integration's type, as Port knows it: the consumer group is named by it.</summary>
    public required string IntegrationType { get; init; }

    /// <summary>The integration's identifier.</summary>
    public required string IntegrationIdentifier { get; init; }

    /// <summary>More settings of librdkafka, by its names: https://github.com/confluentinc/librdkafka/blob/master/CONFIGURATION.md.</summary>
    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();
}
