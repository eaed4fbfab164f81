using System.Text.Json;

namespace Pipeline.Tests;

/// <summary>Finds the repository and the test data that lies beside it.</summary>
internal static class Repository
{
    /// <summary>The folder of <c>Pipeline.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file of the shared test data. Skips the test where the data is absent, as in a stranger's clone.</summary>
    public static string Shared(string path)
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINE_SHARED") ?? Path.Combine(Root, "..", "shared");
        var file = Path.Combine(folder, path);
        Assert.SkipUnless(File.Exists(file), $"needs {path} of the shared test data");
        return file;
    }

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
