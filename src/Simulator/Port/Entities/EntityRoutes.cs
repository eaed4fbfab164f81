using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Pipeline.Simulator.Port.Blueprints;

namespace Pipeline.Simulator.Port.Entities;

/// <summary>Entities one at a time.</summary>
internal sealed class EntityRoutes(BlueprintStore blueprints, EntityStore entities, EntityWriter writer, EntityRemover remover)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPort("POST", "/v1/blueprints/{blueprint}/entities", exchange => Write(exchange, WriteOptions.Of(exchange), null, 201));
        routes.MapPort("GET", "/v1/blueprints/{blueprint}/entities", List);
        routes.MapPort("GET", "/v1/blueprints/{blueprint}/entities-count", Count);
        routes.MapPort("GET", "/v1/blueprints/{blueprint}/entities/{entity}", Get);
        routes.MapPort("PUT", "/v1/blueprints/{blueprint}/entities/{entity}", exchange => Change(exchange, merge: false));
        routes.MapPort("PATCH", "/v1/blueprints/{blueprint}/entities/{entity}", exchange => Change(exchange, merge: true));
        routes.MapPort("DELETE", "/v1/blueprints/{blueprint}/entities/{entity}", Delete);
    }

    private void Write(PortExchange exchange, WriteOptions options, string? identifier, int status)
    {
        if (FindBlueprint(exchange) is not { } blueprint)
        {
            return;
        }

        using var body = exchange.ReadObject();
        if (body is null)
        {
            return;
        }

        if (EntityShape.FindFault(body.RootElement, "body") is { } fault)
        {
            exchange.Refuse(PortError.Invalid(fault));
            return;
        }

        var given = identifier is null ? body.RootElement : WithIdentifier(body.RootElement, identifier);
        var result = writer.Write(blueprint, given, options, exchange.Datasource);
        if (result.Error is not null)
        {
            exchange.Refuse(result.Error);
        }
        else
        {
            Reply(exchange, blueprint, new(blueprint.Identifier, result.Identifier), status);
        }
    }

    private void Change(PortExchange exchange, bool merge)
    {
        var key = new EntityKey(exchange.Route("blueprint"), exchange.Route("entity"));
        if (merge && !entities.TryFind(key, out _))
        {
            exchange.Refuse(PortError.NotFound("Entity", key.Identifier));
            return;
        }

        Write(exchange, WriteOptions.Of(exchange) with { Upsert = true, Merge = merge }, key.Identifier, 200);
    }

    private void List(PortExchange exchange)
    {
        if (FindBlueprint(exchange) is not { } blueprint)
        {
            return;
        }

        var fields = EntityFields.Of(exchange);
        exchange.ReplyOk(json =>
        {
            json.WriteStartArray("entities"u8);
            foreach (var entity in entities.Snapshot(blueprint.Identifier))
            {
                EntityJson.Write(json, entity, blueprint, fields);
            }

            json.WriteEndArray();
        });
    }

    private void Count(PortExchange exchange)
    {
        if (FindBlueprint(exchange) is { } blueprint)
        {
            exchange.ReplyOk(json => json.WriteNumber("count"u8, entities.Count(blueprint.Identifier)));
        }
    }

    private void Get(PortExchange exchange)
    {
        if (FindBlueprint(exchange) is { } blueprint)
        {
            Reply(exchange, blueprint, new(blueprint.Identifier, exchange.Route("entity")), 200);
        }
    }

    private void Delete(PortExchange exchange)
    {
        if (FindBlueprint(exchange) is not { } blueprint)
        {
            return;
        }

        if (remover.Remove(blueprint, [exchange.Route("entity")], exchange.Flag("delete_dependents"), mustExist: true, out _) is { } fault)
        {
            exchange.Refuse(fault);
        }
        else
        {
            exchange.ReplyOk(static _ => { });
        }
    }

    private void Reply(PortExchange exchange, Blueprint blueprint, EntityKey key, int status)
    {
        if (!entities.TryFind(key, out var record))
        {
            // A validation-only write of a new entity has nothing to show.
            if (exchange.Flag("validation_only"))
            {
                exchange.ReplyOk(json => { json.WriteStartObject("entity"u8); json.WriteEndObject(); }, status);
                return;
            }

            exchange.Refuse(PortError.NotFound("Entity", key.Identifier));
            return;
        }

        exchange.ReplyOk(
            json =>
            {
                json.WritePropertyName("entity"u8);
                EntityJson.Write(json, record.State, blueprint, EntityFields.Of(exchange));
            },
            status);
    }

    private Blueprint? FindBlueprint(PortExchange exchange)
    {
        var blueprint = blueprints.Find(exchange.Route("blueprint"));
        if (blueprint is null)
        {
            exchange.Refuse(PortError.NotFound("Blueprint", exchange.Route("blueprint")));
        }

        return blueprint;
    }

    private static JsonElement WithIdentifier(JsonElement body, string identifier)
    {
        var node = System.Text.Json.Nodes.JsonObject.Create(body.Clone())!;
        node["identifier"] = identifier;
        return JsonSerializer.SerializeToElement(node);
    }
}
