using System.Text.Json;
using Pipeline.Aws.Paging;

namespace Pipeline.Aws.Models;

/// <summary>One call of a service.</summary>
internal sealed record Operation
{
    public required ServiceMetadata Service { get; init; }

    public required string Name { get; init; }

    public string Method { get; init; } = "POST";

    /// <summary>Path template with labels, and a query string where the model fixes one.</summary>
    public string RequestUri { get; init; } = "/";

    public ShapeRef? Input { get; init; }

    public ShapeRef? Output { get; init; }

    /// <summary>Template of what goes before the host, for example <c>{AccountId}.</c></summary>
    public string? HostPrefix { get; init; }

    /// <summary>Sent without a signature.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>Endpoint rule parameters that the model fixes for this operation.</summary>
    public IReadOnlyDictionary<string, object> StaticContext { get; init; } = new Dictionary<string, object>();

    public AwsPaginator? Paginator { get; init; }

    /// <summary>The places in a result that the paginator reads.</summary>
    public PagePaths? Pages { get; init; }

    public static Operation Read(ServiceMetadata service, string name, JsonElement definition, ShapeGraph shapes)
    {
        var operation = ReadUnpaged(service, name, definition, shapes);
        return definition.TryGetProperty("paginator", out var paginator)
            ? operation.WithPaginator(AwsPaginator.Read(paginator))
            : operation;
    }

    private static Operation ReadUnpaged(ServiceMetadata service, string name, JsonElement definition, ShapeGraph shapes) => new()
    {
        Service = service,
        Name = name,
        Method = HttpPart(definition, "method") ?? "POST",
        RequestUri = HttpPart(definition, "requestUri") ?? "/",
        Input = Reference(definition, "input", shapes),
        Output = Reference(definition, "output", shapes),
        HostPrefix = definition.TryGetProperty("endpoint", out var endpoint) && endpoint.TryGetProperty("hostPrefix", out var prefix)
            ? prefix.GetString()
            : null,
        IsAnonymous = (definition.TryGetProperty("authtype", out var type) && type.GetString() == "none")
            || (definition.TryGetProperty("auth", out var auth) && auth[0].GetString() == "smithy.api#noAuth"),
        StaticContext = ReadStaticContext(definition),
    };

    private Operation WithPaginator(AwsPaginator paginator) => this with { Paginator = paginator, Pages = PagePaths.For(paginator) };

    private static string? HttpPart(JsonElement definition, string name) =>
        definition.TryGetProperty("http", out var http) && http.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static ShapeRef? Reference(JsonElement definition, string name, ShapeGraph shapes) =>
        definition.TryGetProperty(name, out var reference) ? shapes.Reference(reference) : null;

    private static Dictionary<string, object> ReadStaticContext(JsonElement definition)
    {
        var context = new Dictionary<string, object>(StringComparer.Ordinal);
        if (definition.TryGetProperty("staticContextParams", out var parameters))
        {
            foreach (var parameter in parameters.EnumerateObject())
            {
                var value = parameter.Value.GetProperty("value");
                context[parameter.Name] = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetBoolean();
            }
        }

        return context;
    }
}
