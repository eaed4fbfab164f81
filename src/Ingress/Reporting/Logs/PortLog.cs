using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pipeline.Ingress.Reporting.Logs;

/// <summary>Registers the copy of the log that Port shows on the integration's page.</summary>
public static class PortLog
{
    /// <summary>Adds the copy. Call it before what writes to the log at the end, so that it stops after.</summary>
    public static IServiceCollection AddPortLog(this IServiceCollection services)
    {
        services.AddSingleton<PortLogBuffer>();
        services.AddSingleton<ILoggerProvider, PortLoggerProvider>();
        return services.AddHostedService<PortLogSender>();
    }
}
