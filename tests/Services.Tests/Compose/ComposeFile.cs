using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Pipeline.Services.Tests.Compose;

/// <summary>The docker-compose.yml of the repository, with its anchors resolved.</summary>
internal static class ComposeFile
{
    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, "docker-compose.yml");

    /// <summary>The file as JSON.</summary>
    public static JsonObject Read()
    {
        using var text = File.OpenText(Path);
        var value = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build()
            .Deserialize(new MergingParser(new Parser(text)));
        return JsonSerializer.SerializeToNode(ToJson(value))!.AsObject();
    }

    /// <summary>The environment of a service.</summary>
    public static Dictionary<string, string> EnvironmentOf(string service) => Read()["services"]![service]!["environment"]!.AsObject()
        .ToDictionary(variable => variable.Key, variable => variable.Value!.ToString());

    /// <summary>The command of a service.</summary>
    public static IReadOnlyList<string> CommandOf(string service) =>
        [.. Read()["services"]![service]!["command"]!.AsArray().Select(word => word!.ToString())];

    private static object? ToJson(object? value) => value switch
    {
        IDictionary<object, object> map => map.ToDictionary(entry => (string)entry.Key, entry => ToJson(entry.Value)),
        IList<object> list => list.Select(ToJson).ToList(),
        _ => value,
    };
}
