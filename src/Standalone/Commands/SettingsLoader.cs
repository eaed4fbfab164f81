using Pipeline.ServiceDefaults;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Commands;

/// <summary>Reads the settings, or says everything that is wrong with them.</summary>
internal static class SettingsLoader
{
    private const string LogLevel = "APPLICATION__LOG_LEVEL";

    /// <summary>The settings of a process that stays and is watched through its log.</summary>
    public static PipelineSettings? TryLoad(IReadOnlyDictionary<string, string?> environment)
    {
        try
        {
            return SettingsReader.Read(environment);
        }
        catch (SettingsException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return null;
        }
    }

    /// <summary>The settings of a command that somebody watches. Its log only warns, unless a level is set.</summary>
    public static WatchedSettings? TryLoadWatched(IReadOnlyDictionary<string, string?> environment)
    {
        var wantsLog = environment.Keys.Any(name => name.Equals(LogLevel, StringComparison.OrdinalIgnoreCase));
        var settings = TryLoad(wantsLog ? environment : new Dictionary<string, string?>(environment) { [LogLevel] = "WARNING" });
        return settings is null ? null : new WatchedSettings(settings, wantsLog);
    }
}
