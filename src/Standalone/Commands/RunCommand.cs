using System.CommandLine;
using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Hosting;
using Pipeline.Hosting.Connections;
using Pipeline.Ingress;
using Pipeline.Ingress.Api;
using Pipeline.Ingress.DeadLetters;
using Pipeline.Ingress.LiveEvents;
using Pipeline.Ingress.LiveEvents.Catalog;
using Pipeline.Ingress.Mappings;
using Pipeline.Ingress.Triggers;
using Pipeline.Ingress.Webhook;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Health;
using Pipeline.ServiceDefaults.Hosting;
using Pipeline.ServiceDefaults.Telemetry;
using Pipeline.ServiceDefaults.Triggers;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline run</c>: the long-running form, started and stopped by whoever hosts it.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var mapping = MappingOption.Create();
        var command = new Command("run", "Run until stopped: syncs when a listener or the schedule asks, and answers health checks.") { mapping };
        command.SetAction((arguments, cancellationToken) => WithLedgerAsync(arguments.GetValue(mapping), cancellationToken));
        return command;
    }

    private static async Task<int> WithLedgerAsync(FileInfo? mapping, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(mapping, cancellationToken);
        }
        catch (Exception exception) when (exception is LedgerSchemaException or DbException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failed;
        }
    }

    private static async Task<int> RunAsync(FileInfo? mapping, CancellationToken cancellationToken)
    {
        if (SettingsLoader.TryLoad(ProcessEnvironment.Read()) is not { } settings)
        {
            return ExitCodes.BadConfiguration;
        }

        using var home = PipelineHome.TryTake(settings);
        if (home is null)
        {
            return ExitCodes.Failed;
        }

        if (TakenPort.Find(settings) is { } taken)
        {
            return await RefuseAsync(taken);
        }

        await settings.VerifyLedgerAsync();
        var localKey = LocalRunApi.NewKey();
        if (TryBuild(settings, mapping, localKey) is not { } built)
        {
            return ExitCodes.BadConfiguration;
        }

        await using var app = built;
        MapRoutes(app, settings);
        if (!await TryStartAsync(app, settings, cancellationToken))
        {
            return ExitCodes.BadConfiguration;
        }

        using var door = LocalRunApi.Open(settings.Application.Home, PortOf(app), localKey);
        return settings.EventListener.Type == EventListenerType.Once
            ? await OnceRun.RunAsync(app)
            : await UntilStoppedAsync(app, cancellationToken);
    }

    private static WebApplication? TryBuild(PipelineSettings settings, FileInfo? mapping, Secret localKey)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddServiceDefaults(settings);
        builder.AddTelemetry("pipeline");
        if (mapping is not null)
        {
            builder.Services.AddSingleton<IMappingOrigin>(new FileMapping(mapping.FullName));
        }

        // A process that stays outlives an outage of Port, however long.
        builder.Services.AddPipeline(settings, Timeout.InfiniteTimeSpan);
        builder.Services.AddLedgerHealth();
        builder.Services.AddRunApi(settings.ToRunApiOptions(localKey));
        return TryAddTriggers(builder.Services, settings) && TryAddLiveEvents(builder.Services, settings) ? builder.Build() : null;
    }

    private static void MapRoutes(WebApplication app, PipelineSettings settings)
    {
        app.MapDefaultEndpoints(settings);
        app.MapRunApi();
        app.MapDeadLetters(settings);
        if (settings.EventListener.ShouldProcessWebhooks)
        {
            app.MapWebhook();
        }

        if (settings.EventListener is { Type: EventListenerType.Webhook, ShouldResync: true })
        {
            app.MapResyncHook();
        }
    }

    private static int PortOf(WebApplication app) => new Uri(app.Urls.First()).Port;

    private static bool TryAddTriggers(IServiceCollection services, PipelineSettings settings)
    {
        try
        {
            services.AddTriggers(settings);
            return true;
        }
        catch (FormatException exception)
        {
            Console.Error.WriteLine($"PIPELINE__SCHEDULE__CRON: {exception.Message}");
            return false;
        }
    }

    private static bool TryAddLiveEvents(IServiceCollection services, PipelineSettings settings)
    {
        if (!settings.EventListener.ShouldProcessWebhooks)
        {
            return true;
        }

        try
        {
            services.AddStoredLiveEvents(settings.ToLiveEventOptions()).AddWebhook(settings.ToWebhookOptions());
            if (settings.ToEventQueueOptions() is { } queue)
            {
                services.AddEventQueue(queue);
            }

            if (settings.EventListener.ShouldResync)
            {
                services.AddMappingWatch();
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or EventCatalogException)
        {
            Console.Error.WriteLine($"PIPELINE__LIVE_EVENTS__CATALOG: {exception.Message}");
            return false;
        }
    }

    private static async Task<bool> TryStartAsync(WebApplication app, PipelineSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
            return true;
        }
        catch (IOException exception)
        {
            // The loops that have begun would meet what is disposed under them, and say so.
            await app.StopAsync(CancellationToken.None);
            await RefuseAsync(new TakenPort(settings.Application.Port, exception.Message));
            return false;
        }
    }

    private static async Task<int> RefuseAsync(TakenPort taken)
    {
        await Console.Error.WriteLineAsync(
            $"APPLICATION__PORT: port {taken.Port} cannot be listened on: {taken.Reason.TrimEnd('.')}. Set another, or 0 for any free one.");
        return ExitCodes.BadConfiguration;
    }

    private static async Task<int> UntilStoppedAsync(WebApplication app, CancellationToken cancellationToken)
    {
        await app.WaitForShutdownAsync(cancellationToken);

        // A supervisor that restarts what failed must be able to tell it from what was told to stop.
        return app.Services.GetRequiredService<BackgroundLoops>().Failed ? ExitCodes.Failed : ExitCodes.Complete;
    }
}
