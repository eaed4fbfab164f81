using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.ServiceDefaults.Health;
using Pipeline.ServiceDefaults.Hosting;
using Pipeline.ServiceDefaults.Logging;
using Pipeline.ServiceDefaults.Telemetry;

namespace Pipeline.ServiceDefaults;

/// <summary>What every process of the pipeline has in common: logging, health, port and shutdown.</summary>
public static class ServiceDefaultsExtensions
{
    // ECS kills a task 30 s after SIGTERM, Kubernetes a pod too: six are left to close stores and to exit.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(24);

    /// <summary>
    /// Registers the settings, logging to standard error (one line an entry, secrets redacted), health checks, Kestrel on
    /// APPLICATION__PORT when the host has a web server, and 24 s to shut down in, so that the process is gone within 25.
    /// Warnings of the settings are logged at start.
    /// </summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, PipelineSettings settings)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        builder.Services.AddSingleton(settings);
        builder.Services.AddHostedService<SettingsReport>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddHealthDefaults();
        builder.Logging.AddLoggingDefaults(settings);
        builder.AddKestrelDefaults(settings);
        return builder;
    }

    /// <summary>
    /// Maps <c>/health/live</c>, <c>/health/ready</c> and, with telemetry, <c>/metrics</c>; health under OCEAN__PATH_PREFIX too. Ready runs every registered health
    /// check and answers 503 with the names of those that fail; live runs those tagged <see cref="HealthTags.Live"/>.
    /// </summary>
    public static IEndpointRouteBuilder MapDefaultEndpoints(this IEndpointRouteBuilder endpoints, PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(settings);
        HealthEndpoints.Map(endpoints, string.Empty);
        if (settings.Application.PathPrefix is { } prefix)
        {
            HealthEndpoints.Map(endpoints, prefix);
        }

        MetricsEndpoint.Map(endpoints, settings);
        return endpoints;
    }
}
