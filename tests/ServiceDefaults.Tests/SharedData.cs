namespace Pipeline.ServiceDefaults.Tests;

/// <summary>Files of the repository, and data that lies beside it and is not part of it.</summary>
internal static class SharedData
{
    public static string Root { get; } = FindRoot();

    /// <summary>A file of the data beside the repository, or null when it is absent.</summary>
    public static string? Find(string path)
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINE_SHARED") ?? Path.Combine(Root, "..", "shared");
        var file = Path.Combine(folder, path);
        return File.Exists(file) ? file : null;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Pipeline.sln is in no folder above the tests.");
        }

        return folder.FullName;
    }
}
