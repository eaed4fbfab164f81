using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;

namespace Pipeline.Aws.Models;

/// <summary>The models embedded in this assembly, each unpacked when it is first asked for.</summary>
internal static class ModelArchive
{
    private const string Manifest = "manifest.json";

    private static readonly ZipArchive Archive =
        new(typeof(ModelArchive).Assembly.GetManifestResourceStream("models.zip")!, ZipArchiveMode.Read);

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
        lock (Archive)
        {
            return
            [
                .. Archive.Entries.Where(entry => entry.Name != Manifest)
                    .Select(entry => Path.GetFileNameWithoutExtension(entry.Name))
                    .Order(StringComparer.Ordinal),
            ];
        }
    }

    private static JsonElement Read(string file)
    {
        // An archive reads one entry at a time.
        lock (Archive)
        {
            var entry = Archive.GetEntry(file) ?? throw new InvalidDataException($"The assembly holds no model '{file}'.");
            using var content = entry.Open();
            var bytes = new byte[entry.Length];
            content.ReadExactly(bytes);
            return JsonElement.Parse(bytes);
        }
    }
}
