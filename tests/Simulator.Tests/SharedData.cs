using System.Text.Json;

namespace Pipeline.Simulator.Tests;

/// <summary>Reference data that lies beside the repository's parent, where there is any.</summary>
internal static class SharedData
{
    /// <summary>The file's path; skips the test where the data is absent.</summary>
    public static string Path(params string[] parts)
    {
        var path = Candidates().Select(root => System.IO.Path.Combine([root, .. parts])).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"the shared data is absent: {string.Join('/', parts)}");
        return path!;
    }

    public static IReadOnlyList<KindFacts> CloudControlKinds()
    {
        using var catalog = JsonDocument.Parse(File.ReadAllBytes(Path("aws", "cloudcontrol-list-catalog.json")));
        return [.. catalog.RootElement.EnumerateObject().Select(kind => new KindFacts(kind.Name, Names(kind.Value, "primaryIdentifier"), Names(kind.Value, "listRequires")))];
    }

    private static string[] Names(JsonElement kind, string name) =>
        kind.TryGetProperty(name, out var names) ? [.. names.EnumerateArray().Select(item => item.GetString()!)] : [];

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("PIPELINE_SHARED") is { Length: > 0 } named)
        {
            yield return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Pipeline.sln")))
            {
                yield return System.IO.Path.Combine(folder.FullName, "..", "shared");
            }
        }
    }
}
