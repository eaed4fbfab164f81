using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Pipeline.Simulator.Port.Blueprints;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Port.Search;

/// <summary>The three ways to find entities: in all blueprints, in one, and by who wrote them.</summary>
internal sealed class SearchRoutes(BlueprintStore blueprints, EntityStore entities, EntitySearch search)
{
    /// <summary>Entities on a page when the caller names no limit, and the most a caller may name, as published.</summary>
    private const int DefaultLimit = 200, LargestLimit = 1000;

    /// <summary>Page size Ocean asks of the data source route.</summary>
    private const int LargestDatasourceLimit = 5000;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPort("POST", "/v1/entities/search", SearchAll);
        routes.MapPort("POST", "/v1/blueprints/{blueprint}/entities/search", SearchOne);
        routes.MapPort("POST", "/v1/blueprints/entities/datasource-entities", ByDatasource);
    }

    private void SearchAll(PortExchange exchange)
    {
        using var body = exchange.ReadObject();
        if (body is null)
        {
            return;
        }

        if (search.Read(body.RootElement, out var query) is { } fault)
        {
            exchange.Refuse(fault);
            return;
        }

        var fields = EntityFields.Of(exchange);
        var found = entities.Blueprints().SelectMany(entities.Snapshot).Where(query.Matches).ToList();
        exchange.ReplyOk(writer =>
        {
            writer.WriteStartArray("matchingBlueprints"u8);
            foreach (var blueprint in found.Select(entity => entity.Key.Blueprint).Distinct(StringComparer.Ordinal))
            {
                writer.WriteStringValue(blueprint);
            }

            writer.WriteEndArray();
            WriteEntities(writer, found, fields);
        });
    }

    private void SearchOne(PortExchange exchange)
    {
        var blueprint = exchange.Route("blueprint");
        using var body = exchange.ReadObject();
        if (body is null)
        {
            return;
        }

        if (blueprints.Find(blueprint) is null)
        {
            exchange.Refuse(PortError.NotFound("Blueprint", blueprint));
            return;
        }

        var root = body.RootElement;
        var query = SearchQuery.All;
        var fault = root.TryGetProperty("query", out var given) ? search.Read(given, out query) : null;
        fault ??= ReadPage(root, DefaultLimit, LargestLimit, out var limit, out var after);
        if (fault is not null)
        {
            exchange.Refuse(fault);
            return;
        }

        ReadPage(root, DefaultLimit, LargestLimit, out limit, out after);
        var fields = new EntityFields(Strings(root, "include"), Strings(root, "exclude"));
        ReplyPage(exchange, entities.Snapshot(blueprint).Where(query.Matches), (limit, after), fields);
    }

    private void ByDatasource(PortExchange exchange)
    {
        using var body = exchange.ReadObject();
        if (body is null)
        {
            return;
        }

        var root = body.RootElement;
        if (ReadPage(root, LargestDatasourceLimit, LargestDatasourceLimit, out var limit, out var after) is { } fault)
        {
            exchange.Refuse(fault);
            return;
        }

        var prefix = Text(root, "datasource_prefix") ?? string.Empty;
        var suffix = Text(root, "datasource_suffix") ?? string.Empty;
        var before = DateTimeOffset.TryParse(Text(root, "before"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : DateTimeOffset.MaxValue;
        var found = entities.Blueprints().SelectMany(entities.Snapshot).Where(entity =>
            entity.UpdatedBy.StartsWith(prefix, StringComparison.Ordinal)
            && entity.UpdatedBy.EndsWith(suffix, StringComparison.Ordinal)
            && entity.UpdatedAt < before);
        ReplyPage(exchange, found, (limit, after), EntityFields.AllAndMeta);
    }

    // Pages go on after the last key seen, so that writes in between neither repeat nor skip an entity.
    private void ReplyPage(PortExchange exchange, IEnumerable<EntityState> found, (int Limit, string? After) page, EntityFields fields)
    {
        var rest = found.Where(entity => page.After is null || string.CompareOrdinal(CursorOf(entity), page.After) > 0).Take(page.Limit + 1).ToList();
        var more = rest.Count > page.Limit;
        if (more)
        {
            rest.RemoveAt(page.Limit);
        }

        exchange.ReplyOk(writer =>
        {
            if (more)
            {
                writer.WriteString("next"u8, Convert.ToBase64String(Encoding.UTF8.GetBytes(CursorOf(rest[^1]))));
            }

            WriteEntities(writer, rest, fields);
        });
    }

    private void WriteEntities(Utf8JsonWriter writer, List<EntityState> found, EntityFields fields)
    {
        writer.WriteStartArray("entities"u8);
        foreach (var entity in found)
        {
            EntityJson.Write(writer, entity, blueprints.Find(entity.Key.Blueprint), fields);
        }

        writer.WriteEndArray();
    }

    private static string CursorOf(EntityState entity) => $"{entity.Key.Blueprint}\u0001{entity.Key.Identifier}";

    private static PortError? ReadPage(JsonElement body, int usual, int most, out int limit, out string? after)
    {
        after = null;
        limit = usual;
        if (body.TryGetProperty("limit", out var given) && (!given.TryGetInt32(out limit) || limit < 1 || limit > most))
        {
            return PortError.Invalid(FormattableString.Invariant($"body/limit must be >= 1 and <= {most}"));
        }

        if (Text(body, "from") is { } from)
        {
            var bytes = new byte[from.Length];
            if (!Convert.TryFromBase64String(from, bytes, out var length))
            {
                return PortError.Invalid("body/from is not a value that was returned as 'next'");
            }

            after = Encoding.UTF8.GetString(bytes, 0, length);
        }

        return null;
    }

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<string> Strings(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) ? SearchValue.Texts(value) : [];
}
