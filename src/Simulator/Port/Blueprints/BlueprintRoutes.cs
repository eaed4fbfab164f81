using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Port.Blueprints;

/// <summary>Blueprints: create, read, change, delete.</summary>
internal sealed class BlueprintRoutes(BlueprintStore blueprints, EntityStore entities)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPort("GET", "/v1/blueprints", List);
        routes.MapPort("POST", "/v1/blueprints", Create);
        routes.MapPort("GET", "/v1/blueprints/{blueprint}", Get);
        routes.MapPort("PUT", "/v1/blueprints/{blueprint}", exchange => Change(exchange, merge: false));
        routes.MapPort("PATCH", "/v1/blueprints/{blueprint}", exchange => Change(exchange, merge: true));
        routes.MapPort("DELETE", "/v1/blueprints/{blueprint}", Delete);
        routes.MapPort("DELETE", "/v1/blueprints/{blueprint}/all-entities", DeleteAllEntities);
    }

    private void List(PortExchange exchange) => exchange.ReplyOk(writer =>
    {
        writer.WriteStartArray("blueprints"u8);
        foreach (var blueprint in blueprints.All)
        {
            blueprint.Document.WriteTo(writer);
        }

        writer.WriteEndArray();
    });

    private void Create(PortExchange exchange)
    {
        if (ReadDocument(exchange) is { } document)
        {
            Answer(exchange, blueprints.Create(document, exchange.Datasource, out var created), created, 201);
        }
    }

    private void Get(PortExchange exchange)
    {
        var blueprint = blueprints.Find(exchange.Route("blueprint"));
        Answer(exchange, blueprint is null ? PortError.NotFound("Blueprint", exchange.Route("blueprint")) : null, blueprint);
    }

    private void Change(PortExchange exchange, bool merge)
    {
        if (ReadDocument(exchange) is { } document)
        {
            Answer(exchange, blueprints.Change(exchange.Route("blueprint"), document, merge, exchange.Datasource, out var changed), changed);
        }
    }

    private void Delete(PortExchange exchange)
    {
        var identifier = exchange.Route("blueprint");
        if (blueprints.Find(identifier) is null)
        {
            exchange.Refuse(PortError.NotFound("Blueprint", identifier));
        }
        else if (entities.Count(identifier) > 0)
        {
            exchange.Refuse(PortError.Invalid($"Blueprint \"{identifier}\" has entities and cannot be deleted"));
        }
        else if (blueprints.All.FirstOrDefault(other => other.Identifier != identifier && other.Relations.Values.Any(relation => relation.Target == identifier)) is { } dependent)
        {
            exchange.Refuse(PortError.Invalid($"Blueprint \"{identifier}\" is the target of a relation of \"{dependent.Identifier}\""));
        }
        else
        {
            blueprints.Remove(identifier);
            exchange.ReplyOk(static _ => { });
        }
    }

    private void DeleteAllEntities(PortExchange exchange)
    {
        var identifier = exchange.Route("blueprint");
        if (blueprints.Find(identifier) is null)
        {
            exchange.Refuse(PortError.NotFound("Blueprint", identifier));
            return;
        }

        entities.RemoveAll(identifier);
        if (!exchange.Flag("delete_blueprint"))
        {
            exchange.ReplyOk(static _ => { });
            return;
        }

        // Not in the published answer, but what Ocean's clean-up reads and then waits for.
        blueprints.Remove(identifier);
        exchange.ReplyOk(writer => writer.WriteString("migrationId"u8, "migration_" + identifier));
    }

    private static JsonObject? ReadDocument(PortExchange exchange)
    {
        using var body = exchange.ReadObject();
        return body is null ? null : JsonObject.Create(body.RootElement.Clone());
    }

    private static void Answer(PortExchange exchange, PortError? error, Blueprint? blueprint, int status = 200)
    {
        if (error is not null)
        {
            exchange.Refuse(error);
            return;
        }

        exchange.ReplyOk(
            writer =>
            {
                writer.WritePropertyName("blueprint"u8);
                blueprint!.Document.WriteTo(writer);
            },
            status);
    }
}
