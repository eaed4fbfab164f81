using Pipeline.ServiceDefaults;

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

    /// <summary>The settings of a command that somebody watches: its progress is shown, so the log only warns unless a level is set.</summary>
    public static PipelineSettings? TryLoadQuiet(IReadOnlyDictionary<string, string?> environment) => TryLoad(
        environment.Keys.Any(name => name.Equals(LogLevel, StringComparison.OrdinalIgnoreCase))
            ? environment
            : new Dictionary<string, string?>(environment) { [LogLevel] = "WARNING" });
}
