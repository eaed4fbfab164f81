using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pipeline.ServiceDefaults.Hosting;

/// <summary>Logs at start what was set and is not obeyed.</summary>
internal sealed partial class SettingsReport(PipelineSettings settings, ILogger<SettingsReport> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var warning in settings.Warnings)
        {
            Log.SettingNotObeyed(logger, warning.Variable, warning.Problem, warning.Fix);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Variable} {Problem}. {Fix}.")]
        public static partial void SettingNotObeyed(ILogger logger, string variable, string problem, string fix);
    }
}
