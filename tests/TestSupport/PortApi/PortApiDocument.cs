using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.Tests.PortApi;

/// <summary>
/// Port's published API. What a test sends to a stand-in, and what a stand-in answers, must be what it describes, but
/// for <see cref="PortApiExceptions"/>.
/// </summary>
internal sealed class PortApiDocument
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private readonly IReadOnlyList<PortApiOperation> _operations;

    private PortApiDocument(JsonElement document) => _operations =
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           where Methods.Contains(operation.Name)
           select new PortApiOperation(operation.Name.ToUpperInvariant(), path.Name, operation.Value),
    ];

    /// <summary>The API; null where the data beside the repository is absent, as in a stranger's clone.</summary>
    public static PortApiDocument? Instance { get; } = Load();

    /// <summary>The operation of a request's method and path, without its query; null when it is not published.</summary>
    public PortApiOperation? Find(string method, string path)
    {
        var segments = path.Split('/');
        return _operations.Where(operation => operation.Fits(method, segments)).MaxBy(operation => operation.FixedSegments);
    }

    /// <summary>What is wrong with a request.</summary>
    /// <param name="method">In capitals.</param>
    /// <param name="path">As on the wire, without the query.</param>
    /// <param name="query">As on the wire; a question mark may lead it.</param>
    /// <param name="body">Empty for none.</param>
    public IReadOnlyList<string> RequestFaults(string method, string path, string query, ReadOnlyMemory<byte> body)
    {
        if (IsException(method, path))
        {
            return [];
        }

        return Find(method, path) is { } operation
            ? [.. QueryFaults(operation, query), .. BodyFaults(operation, body)]
            : ["is not in Port's API"];
    }

    /// <summary>What is wrong with an answer.</summary>
    public IReadOnlyList<string> AnswerFaults(string method, string path, int status, ReadOnlyMemory<byte> answer)
    {
        if (IsException(method, path) || Find(method, path) is not { } operation)
        {
            return [];
        }

        if (operation.AnswerSchema(status) is { } schema)
        {
            return
            [
                .. JsonFaults(answer, json => SchemaCheck.Faults(schema, json))
                    .Where(fault => !PortApiExceptions.Members.Keys.Any(member => Regex.IsMatch($"{method} {operation.Template} {status}: {fault}", member)))
                    .Select(fault => $"answered {status}: {fault}"),
            ];
        }

        return PortApiExceptions.Statuses.ContainsKey(status) || PortApiExceptions.Answers.ContainsKey($"{method} {operation.Template} {status}")
            ? []
            : [$"answered {status}, which is not described"];
    }

    private static bool IsException(string method, string path) => PortApiExceptions.Routes.Keys.Any(
        route => route.Split(' ') is [var verb, var template] && verb == method && PortApiOperation.Fits(template.Split('/'), path.Split('/')));

    private static PortApiDocument? Load() => Repository.FindShared("port-api/openapi.json") is { } path
        ? new PortApiDocument(JsonElement.Parse(File.ReadAllBytes(path)))
        : null;

    private static IEnumerable<string> QueryFaults(PortApiOperation operation, string query)
    {
        var sent = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[^1]));
        foreach (var parameter in operation.QueryParameters)
        {
            var name = parameter.GetProperty("name").GetString()!;
            if (!sent.Remove(name, out var value))
            {
                if (parameter.TryGetProperty("required", out var must) && must.GetBoolean())
                {
                    yield return $"lacks the parameter {name}";
                }
            }
            else if (parameter.GetProperty("schema").GetProperty("type").ValueEquals("boolean") && value is not ("true" or "false"))
            {
                yield return $"has the parameter {name}={value}";
            }
        }

        foreach (var name in sent.Keys.Except(PortApiExceptions.Parameters.Keys))
        {
            yield return $"has the unknown parameter {name}";
        }
    }

    private static IEnumerable<string> BodyFaults(PortApiOperation operation, ReadOnlyMemory<byte> body)
    {
        if (operation.BodySchema is not { } schema)
        {
            return body.IsEmpty ? [] : ["has a body"];
        }

        return JsonFaults(body, json => SchemaCheck.Faults(schema, WithoutNulls(JsonNode.Parse(json.GetRawText())!)));
    }

    private static IEnumerable<string> JsonFaults(ReadOnlyMemory<byte> text, Func<JsonElement, IEnumerable<string>> check)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. check(document.RootElement)];
        }
        catch (JsonException exception)
        {
            return [$"is no JSON: {exception.Message}"];
        }
    }

    private static JsonElement WithoutNulls(JsonNode json)
    {
        IEnumerable<JsonNode?> entities = json["entities"] is JsonArray several ? several : [json];
        foreach (var entity in entities.OfType<JsonObject>())
        {
            PortApiExceptions.NullableFields.Where(field => entity[field] is null).ToList().ForEach(field => entity.Remove(field));
        }

        return JsonSerializer.SerializeToElement(json);
    }
}
