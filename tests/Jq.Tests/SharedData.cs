namespace Pipeline.Jq.Tests;

/// <summary>Data that lies beside the repository; absent from a stranger's clone.</summary>
internal static class SharedData
{
    /// <summary>The text of a file of jq's own test suite; skips the test when it is absent.</summary>
    public static string ReadJqTests(string name)
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINE_SHARED") ?? FindBesideRepository();
        var file = folder is null ? null : Path.Combine(folder, "jq", name);
        Assert.SkipWhen(file is null || !File.Exists(file), $"The shared data ({name}) is not on this machine.");
        return File.ReadAllText(file!);
    }

    private static string? FindBesideRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
            {
                return Path.Combine(folder.FullName, "..", "shared");
            }
        }

        return null;
    }
}
