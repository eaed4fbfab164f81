using System.Text.Json;
using Pipeline.Ingress.LiveEvents.Parsing;

namespace Pipeline.Ingress.LiveEvents.Catalog;

/// <summary>Reads the rows of a catalog from JSON, and notes all that is wrong with them.</summary>
internal static class EventCatalogReader
{
    private static readonly string[] Sections = ["events", "calls", "arns", "prefixes"];

    public static void Read(JsonElement root, EventCatalogRows rows)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            rows.Errors.Add("it is no JSON object");
            return;
        }

        rows.Errors.AddRange(root.EnumerateObject().Select(member => member.Name).Except(Sections)
            .Select(name => $"there is no section {name}; there are {string.Join(", ", Sections)}"));
        foreach (var row in Rows(root, "events", rows.Errors))
        {
            rows.Events.Add(new((row.Text("source"), row.Text("detailType")), Row(row)));
        }

        foreach (var row in Rows(root, "calls", rows.Errors))
        {
            rows.Calls.Add(new(row.Text("service"), Row(row) with { Calls = Patterns(row, "calls", required: true) }));
        }

        foreach (var row in Rows(root, "arns", rows.Errors))
        {
            rows.Arns.Add(new(row.Text("service"), new ResourceForm(row.Text("resource", mayBeEmpty: true), Kinds(row, required: true))));
        }

        foreach (var row in Rows(root, "prefixes", rows.Errors))
        {
            rows.Prefixes.Add(new ResourceForm(row.Text("prefix"), Kinds(row, required: true)));
        }
    }

    private static IEnumerable<CatalogNode> Rows(JsonElement root, string section, List<string> errors) =>
        root.TryGetProperty(section, out var rows) && rows.ValueKind == JsonValueKind.Array
            ? rows.EnumerateArray().Select((row, index) => new CatalogNode(row, $"{section}[{index}]", errors))
            : [];

    private static EventRow Row(CatalogNode row) => new()
    {
        Kinds = Kinds(row, required: false),
        Identifier = [.. row.Texts("identifier", required: true).Select(text => Path(row, text)).OfType<IdentifierPath>()],
        Created = Patterns(row, "created", required: false),
    };

    private static IReadOnlyList<NamePattern> Patterns(CatalogNode row, string name, bool required) =>
        [.. row.Texts(name, required).Select(text => new NamePattern(text))];

    private static IReadOnlyList<string> Kinds(CatalogNode row, bool required)
    {
        var kinds = row.Texts("kinds", required);
        foreach (var kind in kinds.Where(kind => !EventFields.IsKind(kind)))
        {
            row.Fail("kinds", $"{kind} is no kind such as AWS::S3::Bucket");
        }

        return kinds;
    }

    // CloudTrail's two halves have short names: rows are written by hand.
    private static IdentifierPath? Path(CatalogNode row, string text)
    {
        var full = string.Join('|', text.Split('|').Select(Expand));
        if (IdentifierPath.TryParse(full) is { } path)
        {
            return path;
        }

        row.Fail("identifier", $"{text} is no path such as request.bucketName or resources[*]");
        return null;
    }

    private static string Expand(string path) =>
        path.StartsWith("request.", StringComparison.Ordinal) ? $"detail.requestParameters.{path["request.".Length..]}"
        : path.StartsWith("response.", StringComparison.Ordinal) ? $"detail.responseElements.{path["response.".Length..]}"
        : path;
}
