using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Pipeline.Simulator.Port.Integrations;

/// <summary>What an integration asks about its surroundings, and where it reports to.</summary>
internal sealed class OrganizationRoutes(SimulatorOptions options)
{
    /// <summary>The password of the organisation's Kafka, of which there is none: it is there to be looked for where it must not be.</summary>
    public const string KafkaPassword = "simulated-kafka-password-7f3a";

    private readonly ConcurrentDictionary<string, bool> seenMigrations = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPort("GET", "/v1/migrations/{migration}", GetMigration);
        routes.MapPort("GET", "/v1/organization", GetOrganization);
        routes.MapPort("GET", "/v1/kafka-credentials", GetKafkaCredentials);
        routes.MapMethods("/ingest/{**rest}", ["POST", "PUT"], context =>
        {
            PortExchange.Of(context).ReplyOk(static _ => { });
            return Task.CompletedTask;
        });
    }

    // What a migration does is done before the request that starts it is answered; it is said at the second look.
    private void GetMigration(PortExchange exchange) => exchange.ReplyOk(json =>
    {
        json.WriteStartObject("migration"u8);
        json.WriteString("id"u8, exchange.Route("migration"));
        json.WriteString("status"u8, seenMigrations.TryAdd(exchange.Route("migration"), true) ? "RUNNING"u8 : "COMPLETED"u8);
        json.WriteEndObject();
    });

    private void GetOrganization(PortExchange exchange) => exchange.ReplyOk(json =>
    {
        json.WriteStartObject("organization"u8);
        json.WriteString("id"u8, options.PortOrganizationId);
        json.WriteString("name"u8, "Simulated organization"u8);
        json.WriteStartArray("featureFlags"u8);
        if (options.PortProvisionsDefaults)
        {
            json.WriteStringValue("USE_PROVISIONED_DEFAULTS"u8);
        }

        options.PortFeatureFlags.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private void GetKafkaCredentials(PortExchange exchange) => exchange.ReplyOk(json =>
    {
        json.WriteStartObject("credentials"u8);
        json.WriteString("username"u8, "simulated-kafka-user"u8);
        json.WriteString("password"u8, KafkaPassword);
        json.WriteEndObject();
    });
}
