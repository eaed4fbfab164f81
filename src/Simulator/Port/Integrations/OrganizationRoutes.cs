using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Pipeline.Simulator.Port.Integrations;

/// <summary>What an integration asks about its surroundings, and where it reports to.</summary>
internal static class OrganizationRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPort("GET", "/v1/migrations/{migration}", GetMigration);
        routes.MapPort("GET", "/v1/organization", GetOrganization);
        routes.MapMethods("/ingest/{**rest}", ["POST", "PUT"], context =>
        {
            PortExchange.Of(context).ReplyOk(static _ => { });
            return Task.CompletedTask;
        });
    }

    // What a migration does is done before the request that starts it is answered.
    private static void GetMigration(PortExchange exchange) => exchange.ReplyOk(json =>
    {
        json.WriteStartObject("migration"u8);
        json.WriteString("id"u8, exchange.Route("migration"));
        json.WriteString("status"u8, "COMPLETED"u8);
        json.WriteEndObject();
    });

    private static void GetOrganization(PortExchange exchange) => exchange.ReplyOk(static json =>
    {
        json.WriteStartObject("organization"u8);
        json.WriteString("id"u8, "org_simulator"u8);
        json.WriteString("name"u8, "Simulated organization"u8);
        json.WriteStartArray("featureFlags"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
