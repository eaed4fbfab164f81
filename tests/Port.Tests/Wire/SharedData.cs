namespace Pipeline.Port.Tests;

/// <summary>Finds reference data that lies beside the repository; a stranger's clone does not have it.</summary>
internal static class SharedData
{
    public static string? Find(string relativePath)
    {
        var root = Environment.GetEnvironmentVariable("PIPELINE_SHARED") ?? Beside(AppContext.BaseDirectory);
        var path = root is null ? null : Path.Combine(root, relativePath);
        return File.Exists(path) ? path : null;
    }

    private static string? Beside(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
            {
                return folder.Parent is { } parent ? Path.Combine(parent.FullName, "shared") : null;
            }
        }

        return null;
    }
}
