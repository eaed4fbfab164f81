using System.Reflection;

namespace Pipeline.Emulators;

/// <summary>Packages of npm that tests use, each folder of them pinned by its lock file.</summary>
internal static class NodePackages
{
    /// <summary>The folder of this project's sources.</summary>
    public static string Folder =>
        typeof(NodePackages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Emulators").Value!;

    /// <summary>Installs the packages of a folder where they are not. Several test processes may find them missing at once; npm cannot do the same thing twice at a time.</summary>
    /// <exception cref="EmulatorUnavailableException">There is no npm, or it fails.</exception>
    public static async Task InstallAsync(string folder)
    {
        var done = Path.Combine(folder, "node_modules", ".package-lock.json");
        if (File.Exists(done))
        {
            return;
        }

        await using var only = await LockAsync();
        if (!File.Exists(done))
        {
            await Tool.RunAsync("npm", folder, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        }
    }

    private static async Task<FileStream> LockAsync()
    {
        while (true)
        {
            try
            {
                return new FileStream(
                    Path.Combine(Path.GetTempPath(), "pipeline-emulators.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }
}
