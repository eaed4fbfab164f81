using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Pipeline.Standalone.Display;

namespace Pipeline.Standalone.Hosting;

/// <summary>The log of a run that somebody watches.</summary>
internal static class WatchedLog
{
    private const string Settings = "Pipeline.ServiceDefaults";

    // What these warn of, the summary says: failed scopes, findings of the mapping, rejected entities, why a run failed.
    private static readonly string[] Summarised = ["Pipeline.Enumerator", "Pipeline.Mapper", "Pipeline.PortWriter", "Pipeline.Ingress.Runs"];

    /// <summary>Leaves out of the log what the summary says; in a terminal, entries are shown under the table.</summary>
    public static void WatchLog(this ILoggingBuilder logging)
    {
        foreach (var category in Summarised)
        {
            logging.AddFilter(category, LogLevel.None);
        }

        if (Terminal.IsLive)
        {
            logging.Services.AddSingleton<Notices>();
            logging.Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredService<Notices>());
            logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.None);
            logging.AddFilter<ConsoleLoggerProvider>(Settings, LogLevel.Warning);
            logging.AddFilter<Notices>(Settings, LogLevel.None);
        }
    }
}
