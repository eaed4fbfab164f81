using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Pipeline.ServiceDefaults.Logging;

internal static class LoggingDefaults
{
    // They log every request and every message at Information; what they warn of is worth reading.
    private static readonly string[] Noisy = ["Microsoft", "System", "MassTransit"];

    public static void AddLoggingDefaults(this ILoggingBuilder logging, PipelineSettings settings)
    {
        var level = settings.Application.LogLevel;
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.Services.AddSingleton(new SecretRedactor(settings.Secrets));
        logging.ClearProviders();
        logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        logging.AddConsole(console =>
        {
            console.FormatterName = LineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = LogLevel.Trace;

            // Where nobody reads the log any more, lines are lost and counted: to wait for a reader would stop the work.
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
        logging.SetMinimumLevel(level);
        logging.AddFilter(category: null, level);
        foreach (var category in Noisy)
        {
            logging.AddFilter(category, (LogLevel)Math.Max((int)level, (int)LogLevel.Warning));
        }
    }
}
