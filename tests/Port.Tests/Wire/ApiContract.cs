using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace Pipeline.Port.Tests;

/// <summary>Port's published API. What a request sends must be what it describes, but for what is listed here.</summary>
public sealed class ApiContract
{
    /// <summary>Routes that the reference does not have. Port's own integrations call them; nothing else does what they do.</summary>
    private static readonly Dictionary<string, string> s_unpublishedRoutes = new()
    {
        ["POST /v1/integration"] = "creates the integration object",
        ["GET /v1/integration/provision-enabled"] = "types for which Port makes defaults",
        ["PATCH /v1/integration/{}/resync-state"] = "shows a resync in Port's interface",
        ["GET /v1/integration/{}/resync-request"] = "a user's wish for a resync",
        ["POST /v1/integration/{}/kinds/{}/examples"] = "samples for the mapping editor",
        ["POST /v1/actions"] = "self-service actions; the reference at hand has no actions",
        ["POST /v1/pages"] = "pages; the reference at hand has no pages",
        ["POST /v1/blueprints/{}/scorecards"] = "scorecards; the reference at hand has no scorecards",
        ["POST /ingest/logs/my-aws"] = "an ingest service, at an address of its own",
        ["POST /ingest/metrics/my-aws/syncMetrics"] = "an ingest service, at an address of its own",
        ["PUT /ingest/metrics/my-aws/syncMetrics/resync/{}/kind/{}"] = "an ingest service, at an address of its own",
        ["POST /ingest/metrics/my-aws/heartbeat"] = "an ingest service, at an address of its own",
        ["POST /v1/blueprints/entities/datasource-entities"] = "entities of one installation, of all blueprints",
    };

    /// <summary>Query parameters that the reference does not have: they tell Port's audit log what a write belongs to.</summary>
    private static readonly HashSet<string> s_unpublishedParameters = ["ocean_info_event_type", "ocean_info_resync_id"];

    /// <summary>A mapped field that came out null is sent as null, and Port takes it; the reference says text (or list) only.</summary>
    private static readonly string[] s_nullableFields = ["title", "icon", "team"];

    private readonly List<Operation> _operations = [];

    private ApiContract(JsonElement document)
    {
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                _operations.Add(new Operation(operation.Name.ToUpperInvariant(), path.Name.Split('/'), operation.Value));
            }
        }
    }

    public static ApiContract? Instance { get; } = Load();

    /// <exception cref="InvalidOperationException">The request is not one of Port's API.</exception>
    public void Check(StubRequest request)
    {
        var segments = request.Path.Split('/');
        if (s_unpublishedRoutes.Keys.Any(route => IsRoute(route, request.Method, segments)))
        {
            return;
        }

        var operation = _operations
            .Where(candidate => candidate.Method == request.Method && Matches(candidate.Segments, segments))
            .OrderByDescending(candidate => candidate.Segments.Count(segment => !segment.StartsWith('{')))
            .FirstOrDefault() ?? throw new InvalidOperationException($"{request} is not in Port's API.");
        CheckQuery(request, operation.Definition);
        CheckBody(request, operation);
    }

    private static ApiContract? Load() => Repository.FindShared("port-api/openapi.json") is { } path
        ? new ApiContract(JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(path)))
        : null;

    private static bool IsRoute(string route, string method, string[] segments) =>
        route.Split(' ') is [var verb, var path] && verb == method && Matches(path.Split('/'), segments);

    private static bool Matches(string[] template, string[] segments) =>
        template.Length == segments.Length
        && template.Zip(segments).All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second);

    private static void CheckQuery(StubRequest request, JsonElement operation)
    {
        var sent = request.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        var known = operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").ToList()
            : [];
        foreach (var parameter in known)
        {
            var name = parameter.GetProperty("name").GetString()!;
            if (!sent.Remove(name, out var value))
            {
                Require(!(parameter.TryGetProperty("required", out var must) && must.GetBoolean()), request, $"lacks {name}");
            }
            else if (parameter.GetProperty("schema").GetProperty("type").ValueEquals("boolean"))
            {
                Require(value is "true" or "false", request, $"has {name}={value}");
            }
        }

        sent.Keys.Except(s_unpublishedParameters).ToList().ForEach(name => Require(false, request, $"has the unknown parameter {name}"));
    }

    private static void CheckBody(StubRequest request, Operation operation)
    {
        if (operation.Body is null)
        {
            Require(request.Body.Length == 0, request, "has a body");
            return;
        }

        var body = JsonNode.Parse(request.Body)!;
        if (body["entities"] is JsonArray { Count: > 0 } entities && entities[0] is JsonObject)
        {
            foreach (var entity in entities)
            {
                s_nullableFields.Where(field => entity![field] is null).ToList().ForEach(field => entity!.AsObject().Remove(field));
            }
        }

        var faults = operation.Body.Validate(body.ToJsonString());
        Require(faults.Count == 0, request, string.Join("; ", faults.Select(fault => fault.ToString())));
    }

    private static void Require(bool condition, StubRequest request, string fault)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"{request} {fault}.");
        }
    }

    private sealed record Operation(string Method, string[] Segments, JsonElement Definition)
    {
        private readonly Lazy<JsonSchema?> _body = new(() => Schema(Definition));

        public JsonSchema? Body => _body.Value;

        private static JsonSchema? Schema(JsonElement definition) =>
            definition.TryGetProperty("requestBody", out var body)
                ? JsonSchema.FromJsonAsync(body.GetProperty("content").GetProperty("application/json").GetProperty("schema").GetRawText())
                    .GetAwaiter().GetResult()
                : null;
    }
}
