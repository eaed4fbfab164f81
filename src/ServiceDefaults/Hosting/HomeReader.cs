using Pipeline.ServiceDefaults.Reading;
using Pipeline.ServiceDefaults.Tuning;

namespace Pipeline.ServiceDefaults.Hosting;

/// <summary>Finds the one directory in which everything is stored.</summary>
internal static class HomeReader
{
    private const string Folder = "pipeline";

    public static string Read(SettingValues values, IReadOnlyDictionary<string, string?> environment, bool isNeeded)
    {
        var home = values.Given(PipelineRows.Home) ?? (OperatingSystem.IsWindows() ? OnWindows(environment) : OnUnix(environment));
        if (home is null && !isNeeded)
        {
            return Folder;
        }

        if (home is null)
        {
            values.Fail(PipelineRows.Home, "is not set, and the environment names no home directory to fall back to", "Set it to a directory that survives a restart");
            return Folder;
        }

        if (home.Contains('\0', StringComparison.Ordinal))
        {
            values.Fail(PipelineRows.Home, "is not a path", "Set it to a directory");
            return Folder;
        }

        return Path.GetFullPath(home);
    }

    private static string? OnWindows(IReadOnlyDictionary<string, string?> environment) => Under(environment, "LOCALAPPDATA", Folder);

    private static string? OnUnix(IReadOnlyDictionary<string, string?> environment) =>
        Under(environment, "XDG_DATA_HOME", Folder) ?? Under(environment, "HOME", Path.Combine(".local", "share", Folder));

    // A relative XDG_DATA_HOME is to be ignored: https://specifications.freedesktop.org/basedir-spec/latest/
    private static string? Under(IReadOnlyDictionary<string, string?> environment, string variable, string folder) =>
        environment.GetValueOrDefault(variable) is { } root && Path.IsPathRooted(root) ? Path.Combine(root, folder) : null;
}
