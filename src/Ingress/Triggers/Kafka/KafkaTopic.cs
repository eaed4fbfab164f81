using Pipeline.Port;

namespace Pipeline.Ingress.Triggers.Kafka;

/// <summary>The topic that resync requests come by.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HasRequestsOnly">It has resync requests and nothing else; otherwise all changes that are made at Port.</param>
internal sealed record KafkaTopic(string Name, bool HasRequestsOnly)
{
    private const string Flag = "OCEAN_KAFKA_INTEGRATION_RESYNC_REQUESTS_TOPIC_ENABLED";

    public static KafkaTopic Of(PortOrganization organization) => organization.FeatureFlags.Contains(Flag, StringComparer.Ordinal)
        ? new($"{organization.Id}.integration.resync.requests", HasRequestsOnly: true)
        : new($"{organization.Id}.change.log", HasRequestsOnly: false);
}
