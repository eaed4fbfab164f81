using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Hosting.Connections;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Telemetry;

namespace Pipeline.Hosting;

/// <summary>Puts a stage together with what it needs around it.</summary>
public static class StageHost
{
    internal const int DefaultHealthPort = 8080;

    /// <summary>The settings with the port that the stage listens on: it is APPLICATION__PORT for an application alone.</summary>
    public static PipelineSettings Listening(Stage stage, PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(settings);
        return stage.IsApplication
            ? settings
            : settings with { Application = settings.Application with { Port = settings.Service.HealthPort ?? DefaultHealthPort } };
    }

    /// <summary>Builds the process, not started.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="settings">The installation, with the port to listen on.</param>
    /// <param name="addFirst">Registers what takes the place of the stage's own.</param>
    public static WebApplication Build(Stage stage, PipelineSettings settings, Action<IServiceCollection>? addFirst = null)
    {
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(settings);
        var builder = WebApplication.CreateSlimBuilder();
        addFirst?.Invoke(builder.Services);
        builder.AddServiceDefaults(settings);
        builder.AddTelemetry($"pipeline-{stage.Name}");

        // Probes are answered while the queues are still waited for: what is not there yet makes a service unready, not dead.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        builder.Services.AddClaimChecks(settings.Service);
        if (stage.UsesLedger)
        {
            builder.Services.AddLedger(settings.Service);
        }

        if (stage.CallsPort)
        {
            builder.Services.AddPort(settings, Timeout.InfiniteTimeSpan);
        }

        stage.AddServices(builder.Services, settings);
        builder.Services.AddQueues(settings, stage.AddConsumers, stage.AddLiveConsumers);
        var app = builder.Build();
        app.MapDefaultEndpoints(settings);
        stage.MapEndpoints(app, settings);
        return app;
    }
}
