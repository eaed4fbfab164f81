using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Pipeline.AwsModels;

/// <summary>The data directory of an installed botocore package, read the way botocore's own loader reads it.</summary>
internal sealed partial class BotocoreData(string package)
{
    /// <summary>The version botocore says it is, for example <c>1.43.11</c>.</summary>
    public string Version => VersionPattern().Match(File.ReadAllText(Path.Combine(package, "__init__.py"))).Groups[1].Value;

    /// <summary>The names of all services that have a model, in ordinal order.</summary>
    public IEnumerable<string> Services =>
        Directory.GetDirectories(Path.Combine(package, "data"))
            .Select(directory => Path.GetFileName(directory))
            .Where(service => Latest(service) is not null)
            .Order(StringComparer.Ordinal);

    /// <summary>
    /// One file of a service's latest API version with its <c>sdk-extras</c> merged in, or <see langword="null"/>.
    /// </summary>
    public JsonObject? Read(string service, string file)
    {
        var directory = Latest(service)!;
        if (ReadJson(Path.Combine(directory, file)) is not { } json)
        {
            return null;
        }

        if (ReadJson(Path.Combine(directory, file.Replace("-1", "-1.sdk-extras").Replace("-2", "-2.sdk-extras"))) is { } extras
            && extras["merge"] is JsonObject merge)
        {
            Merge(json, merge);
        }

        return json;
    }

    private string? Latest(string service) =>
        Directory.GetDirectories(Path.Combine(package, "data", service))
            .Where(version => ReadJsonPath(Path.Combine(version, "service-2")) is not null)
            .Order(StringComparer.Ordinal)
            .LastOrDefault();

    private static string? ReadJsonPath(string path) =>
        File.Exists(path + ".json") ? path + ".json" : File.Exists(path + ".json.gz") ? path + ".json.gz" : null;

    private static JsonObject? ReadJson(string path)
    {
        if (ReadJsonPath(path) is not { } file)
        {
            return null;
        }

        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress)
            : File.OpenRead(file);
        return JsonNode.Parse(stream)!.AsObject();
    }

    private static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from)
        {
            if (value is JsonObject child && into[name] is JsonObject existing)
            {
                Merge(existing, child);
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }

    [GeneratedRegex("__version__ = '([^']+)'")]
    private static partial Regex VersionPattern();
}
