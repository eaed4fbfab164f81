using Confluent.Kafka;
using Pipeline.Port;

namespace Pipeline.Ingress.Triggers.Kafka;

/// <summary>
/// What librdkafka is told: the same as Ocean tells it, and nothing else. Where Ocean leaves librdkafka's own value, as with
/// <c>auto.offset.reset</c> (the end: a group that is new begins with what is written from then on), so is it here.
/// </summary>
internal static class KafkaConsumerConfig
{
    /// <summary>The settings of a consumer.</summary>
    /// <param name="options">The listener's settings.</param>
    /// <param name="organization">Names the consumer group.</param>
    /// <param name="credentials">From Port; null for a cluster that asks nobody.</param>
    /// <exception cref="KafkaException">A setting has no such value.</exception>
    public static ConsumerConfig Of(KafkaOptions options, PortOrganization organization, KafkaCredentials? credentials)
    {
        var config = new ConsumerConfig(new Dictionary<string, string>(options.More))
        {
            BootstrapServers = options.Brokers,
            GroupId = $"{organization.Id}.{options.IntegrationType}.{options.IntegrationIdentifier}",
            EnableAutoCommit = false,
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
        };
        if (credentials is not null)
        {
            config.Set("security.protocol", options.SecurityProtocol);
            config.Set("sasl.mechanism", options.AuthenticationMechanism);
            config.SaslUsername = credentials.Username;
            config.SaslPassword = credentials.Password;
        }

        return config;
    }
}
