using System.Globalization;
using System.Text.Json;

namespace Pipeline.Tests.PortApi;

/// <summary>A method on a route of Port's published API.</summary>
internal sealed record PortApiOperation(string Method, string Template, JsonElement Definition)
{
    private readonly string[] _segments = Template.Split('/');

    /// <summary>Fixed segments: of two routes that fit, the one with more of them is meant.</summary>
    public int FixedSegments => _segments.Count(segment => !segment.StartsWith('{'));

    public IEnumerable<JsonElement> QueryParameters => Definition.TryGetProperty("parameters", out var parameters)
        ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").ValueEquals("query"))
        : [];

    /// <summary>What the body must be; null when the operation takes none.</summary>
    public JsonElement? BodySchema => Definition.TryGetProperty("requestBody", out var body) ? SchemaOf(body) : null;

    public bool Fits(string method, IReadOnlyList<string> segments) => method == Method && Fits(_segments, segments);

    public static bool Fits(IReadOnlyList<string> template, IReadOnlyList<string> segments) =>
        template.Count == segments.Count
        && template.Zip(segments).All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second);

    /// <summary>What an answer of a status must be; null when none is published.</summary>
    public JsonElement? AnswerSchema(int status) =>
        Definition.GetProperty("responses").TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var response) && response.TryGetProperty("content", out _)
            ? SchemaOf(response)
            : null;

    private static JsonElement SchemaOf(JsonElement content) =>
        content.GetProperty("content").GetProperty("application/json").GetProperty("schema");
}
