using System.Text.Json.Nodes;

namespace Pipeline.Services.Tests.Permissions;

/// <summary>A policy of deploy/iam.</summary>
internal sealed record PolicyFile(string Name, IReadOnlyList<JsonObject> Statements)
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "deploy", "iam");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file));

    public IReadOnlySet<string> Actions => Statements.SelectMany(statement => Texts(statement["Action"])).ToHashSet(StringComparer.Ordinal);

    public static PolicyFile Read(string name)
    {
        var policy = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")))!;
        Assert.Equal("2012-10-17", policy["Version"]!.GetValue<string>());
        return new PolicyFile(name, [.. policy["Statement"]!.AsArray().Select(statement => statement!.AsObject())]);
    }

    public static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray many => many.Select(one => one!.GetValue<string>()),
        null => [],
        _ => [node.GetValue<string>()],
    };
}
