using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;

namespace Pipeline.Aws.Models;

/// <summary>The models embedded in this assembly, each unpacked when it is first asked for.</summary>
internal static class ModelArchive
{
    private const string Manifest = "manifest.json";

    private static readonly ConcurrentDictionary<string, Lazy<ServiceModel>> Models = new(StringComparer.Ordinal);

    private static readonly Lazy<string[]> Names = new(ReadNames);

    public static IReadOnlyList<string> Services => Names.Value;

    public static ServiceModel? Find(string service) =>
        Models.TryGetValue(service, out var known) ? known.Value
        : Array.BinarySearch(Names.Value, service, StringComparer.Ordinal) >= 0
            ? Models.GetOrAdd(service, name => new(() => new ServiceModel(name, Read(name + ".json")))).Value
            : null;

    /// <summary>The version of botocore that the models are taken from.</summary>
    public static string SourceVersion => Read(Manifest).GetProperty("version").GetString()!;

    private static string[] ReadNames()
    {
        using var archive = Open();
        return
        [
            .. archive.Entries.Where(entry => entry.Name != Manifest)
                .Select(entry => Path.GetFileNameWithoutExtension(entry.Name))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static JsonElement Read(string file)
    {
        using var archive = Open();
        var entry = archive.GetEntry(file) ?? throw new InvalidDataException($"The assembly holds no model '{file}'.");
        using var content = entry.Open();
        var bytes = new byte[entry.Length];
        content.ReadExactly(bytes);

        // Never disposed: the elements live as long as the process, and rent nothing from a pool this way.
        return JsonElement.Parse(bytes);
    }

    private static ZipArchive Open() =>
        new(typeof(ModelArchive).Assembly.GetManifestResourceStream("models.zip")!, ZipArchiveMode.Read);
}
