using System.Text.Json;

namespace Pipeline.Tests;

/// <summary>Finds the repository and the test data that lies beside it.</summary>
internal static class Repository
{
    /// <summary>The folder of <c>Pipeline.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of the shared test data: in <c>shared</c> beside the repository, or where <c>PIPELINE_SHARED</c> says. Null where it is absent, as in a stranger's clone.</summary>
    public static string? FindShared(string path)
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINE_SHARED") is { Length: > 0 } named ? named : Path.Combine(Root, "..", "shared");
        var full = Path.GetFullPath(Path.Combine(folder, path));
        return Path.Exists(full) ? full : null;
    }

    /// <summary>As <see cref="FindShared"/>; skips the test where the data is absent.</summary>
    public static string Shared(string path)
    {
        var found = FindShared(path);
        Assert.SkipWhen(found is null, $"needs {path} of the shared test data");
        return found!;
    }

    /// <summary>The text of a shared file.</summary>
    public static string SharedText(string path) => File.ReadAllText(Shared(path));

    /// <summary>The values of a shared file that has one JSON value a line.</summary>
    public static IReadOnlyList<JsonElement> SharedLines(string path) =>
        [.. File.ReadLines(Shared(path)).Where(line => line.Length > 0).Select(line => JsonElement.Parse(line))];

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Pipeline.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder;
    }
}
