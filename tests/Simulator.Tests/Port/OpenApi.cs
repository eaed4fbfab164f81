using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pipeline.Simulator.Tests.Port;

/// <summary>
/// Port's published API, as far as its answers are concerned. The schemas are JSON Schema 2020-12 inside OpenAPI 3.1, of
/// which NJsonSchema knows neither <c>const</c> nor lists of types; what the file uses is checked here.
/// </summary>
internal sealed partial class OpenApi(JsonElement document)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private readonly List<(string Method, string Template, Regex Pattern, JsonElement Operation)> operations =
    [
        .. from path in document.GetProperty("paths").EnumerateObject()
           from operation in path.Value.EnumerateObject()
           where Methods.Contains(operation.Name)
           // Routes without parameters win over those with.
           orderby path.Name.Count(character => character == '{')
           select (operation.Name, path.Name, new Regex("^" + Parameter().Replace(Regex.Escape(path.Name).Replace("\\{", "{", StringComparison.Ordinal), "[^/]+") + "$"), operation.Value),
    ];

    public static OpenApi Load()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared("port-api/openapi.json")));
        return new(document.RootElement.Clone());
    }

    /// <summary>The route's template; null when it is not published.</summary>
    public string? TemplateOf(HttpMethod method, string path) => Find(method, path)?.Template;

    /// <summary>The schema of the answer; null when none is published for the status.</summary>
    public JsonElement? AnswerSchema(HttpMethod method, string path, int status) =>
        Find(method, path) is { } found
        && found.Operation.GetProperty("responses").TryGetProperty(status.ToString(System.Globalization.CultureInfo.InvariantCulture), out var response)
        && response.TryGetProperty("content", out var content)
            ? content.GetProperty("application/json").GetProperty("schema")
            : null;

    private (string Template, JsonElement Operation)? Find(HttpMethod method, string path)
    {
        foreach (var (name, template, pattern, operation) in operations)
        {
            if (string.Equals(name, method.Method, StringComparison.OrdinalIgnoreCase) && pattern.IsMatch(path))
            {
                return (template, operation);
            }
        }

        return null;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
