using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Pipeline.Simulator.Port.Blueprints;

namespace Pipeline.Simulator.Port.Entities;

/// <summary>Entities by the handful: upsert of 20, delete of 100.</summary>
internal sealed class BulkRoutes(BlueprintStore blueprints, EntityWriter writer, EntityRemover remover)
{
    /// <summary>Most entities of a bulk upsert, and of a bulk delete, as published.</summary>
    private const int MostWritten = 20, MostDeleted = 100;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPort("POST", "/v1/blueprints/{blueprint}/entities/bulk", Upsert);
        routes.MapPort("POST", "/v1/blueprints/{blueprint}/bulk/entities/delete", Delete);
    }

    private void Upsert(PortExchange exchange)
    {
        using var body = exchange.ReadObject();
        if (body is null || ReadEntities(exchange, body.RootElement, MostWritten) is not { } given || FindBlueprint(exchange) is not { } blueprint)
        {
            return;
        }

        var index = 0;
        foreach (var entity in given.EnumerateArray())
        {
            if (EntityShape.FindFault(entity, FormattableString.Invariant($"body/entities/{index++}")) is { } fault)
            {
                exchange.Refuse(PortError.Invalid(fault));
                return;
            }
        }

        var options = WriteOptions.Of(exchange);
        var results = new List<WriteResult>(MostWritten);
        foreach (var entity in given.EnumerateArray())
        {
            results.Add(writer.Write(blueprint, entity, options, exchange.Datasource));
        }

        Reply(exchange, results);
    }

    private static void Reply(PortExchange exchange, List<WriteResult> results)
    {
        var allOk = results.TrueForAll(result => result.Error is null);
        exchange.Reply(allOk ? 200 : 207, json =>
        {
            json.WriteBoolean("ok"u8, allOk);
            json.WriteStartArray("entities"u8);
            foreach (var (index, written) in results.Index().Where(result => result.Item.Error is null))
            {
                WriteResult(json, index, written);
            }

            json.WriteEndArray();
            json.WriteStartArray("errors"u8);
            foreach (var (index, refused) in results.Index().Where(result => result.Item.Error is not null))
            {
                WriteResult(json, index, refused);
            }

            json.WriteEndArray();
        });
    }

    private static void WriteResult(Utf8JsonWriter json, int index, WriteResult result)
    {
        json.WriteStartObject();
        json.WriteString("identifier"u8, result.Identifier);
        json.WriteNumber("index"u8, index);
        if (result.Error is { } error)
        {
            json.WriteNumber("statusCode"u8, error.Status);
            json.WriteString("error"u8, error.Error);
            json.WriteString("message"u8, error.Message);
        }
        else
        {
            json.WriteBoolean("created"u8, result.Created);
        }

        json.WriteEndObject();
    }

    private void Delete(PortExchange exchange)
    {
        using var body = exchange.ReadObject();
        if (body is null || ReadEntities(exchange, body.RootElement, MostDeleted) is not { } given || FindBlueprint(exchange) is not { } blueprint)
        {
            return;
        }

        if (given.EnumerateArray().Any(identifier => identifier.ValueKind != JsonValueKind.String))
        {
            exchange.Refuse(PortError.Invalid("body/entities must be an array of strings"));
            return;
        }

        var identifiers = given.EnumerateArray().Select(identifier => identifier.GetString()!).ToList();
        if (remover.Remove(blueprint, identifiers, exchange.Flag("delete_dependents"), mustExist: false, out var deleted) is { } fault)
        {
            exchange.Refuse(fault);
            return;
        }

        exchange.ReplyOk(json =>
        {
            json.WriteStartArray("deletedEntities"u8);
            foreach (var identifier in deleted)
            {
                json.WriteStringValue(identifier);
            }

            json.WriteEndArray();
        });
    }

    private static JsonElement? ReadEntities(PortExchange exchange, JsonElement body, int most)
    {
        var fault = !body.TryGetProperty("entities", out var entities) ? "body must have required property 'entities'"
            : entities.ValueKind != JsonValueKind.Array ? "body/entities must be array"
            : entities.GetArrayLength() == 0 ? "body/entities must NOT have fewer than 1 items"
            : entities.GetArrayLength() > most ? FormattableString.Invariant($"body/entities must NOT have more than {most} items")
            : null;
        if (fault is null)
        {
            return entities;
        }

        exchange.Refuse(PortError.Invalid(fault));
        return null;
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
}
