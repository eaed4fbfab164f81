using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Services;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Commands;

/// <summary>Reads the settings, or says everything that is wrong with them.</summary>
internal static class SettingsLoader
{
    private const string LogLevel = "APPLICATION__LOG_LEVEL";

    /// <summary>The settings of a process that stays and is watched through its log.</summary>
    public static PipelineSettings? TryLoad(IReadOnlyDictionary<string, string?> environment, SettingsNeeds needs = SettingsNeeds.Port)
    {
        try
        {
            return SettingsReader.Read(environment, needs);
        }
        catch (SettingsException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return null;
        }
    }

    /// <summary>The settings of a command that somebody watches. Its log only warns, unless a level is set.</summary>
    public static WatchedSettings? TryLoadWatched(IReadOnlyDictionary<string, string?> environment, SettingsNeeds needs = SettingsNeeds.Port)
    {
        var wantsLog = environment.Keys.Any(name => name.Equals(LogLevel, StringComparison.OrdinalIgnoreCase));
        var settings = TryLoad(wantsLog ? environment : new Dictionary<string, string?>(environment) { [LogLevel] = "WARNING" }, needs);
        return settings is null ? null : new WatchedSettings(settings, wantsLog);
    }

    /// <summary>The settings of a command that reads what an installation stored, wherever that is: in a home, or at AWS.</summary>
    public static (WatchedSettings Watched, bool IsService)? TryLoadStored(IReadOnlyDictionary<string, string?> environment)
    {
        var isService = ServiceEnvironment.IsIn(environment);
        var watched = TryLoadWatched(environment, isService ? SettingsNeeds.Port | SettingsNeeds.Service : SettingsNeeds.Port);
        return watched is null ? null : (watched, isService);
    }
}
