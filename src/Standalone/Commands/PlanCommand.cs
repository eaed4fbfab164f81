using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Hosting;
using Pipeline.Ingress.Api;
using Pipeline.Ingress.Installation;
using Pipeline.Ingress.Mappings;
using Pipeline.Ledger.Queue;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.Port;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;
using Pipeline.Standalone.Display;
using Pipeline.Standalone.Hosting;
using Pipeline.Standalone.Planning;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline plan</c>: everything that a run does, but write.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var mapping = MappingOption.Create();
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var options = new RunOptions();
        var command = new Command("plan", "Show what a sync would create, change and delete at Port, and change nothing. Exits 2 when something would change.")
        {
            mapping, json,
        };
        options.AddTo(command);
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(mapping), options.Read(arguments, "plan"), arguments.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? mapping, RunRequest request, bool asJson, CancellationToken cancellationToken)
    {
        if (SettingsLoader.TryLoadWatched(ProcessEnvironment.Read()) is not { } watched)
        {
            return ExitCodes.BadConfiguration;
        }

        try
        {
            using var home = PlanHome.Copy(watched.Settings);
            var plan = await PlanAsync(home.Settings, watched, request, mapping is null ? null : new FileMapping(mapping.FullName), cancellationToken);
            Write(plan, new SecretRedactor(watched.Settings.Secrets), asJson);
            return plan.Run.Outcome is RunOutcome.Failed ? ExitCodes.Failed : plan.HasChanges ? ExitCodes.WouldChange : ExitCodes.Complete;
        }
        catch (Exception exception) when (exception is PortException or InstallationException or MappingException or LedgerSchemaException or DbException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(LogText.Escape(new SecretRedactor(watched.Settings.Secrets).Redact(exception.Message)));
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
    }

    private static async Task<PlanReport> PlanAsync(
        PipelineSettings copy, WatchedSettings watched, RunRequest request, IMappingOrigin? mapping, CancellationToken cancellationToken)
    {
        Terminal.MayBeLost();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddServiceDefaults(copy);
        if (!watched.WantsLog)
        {
            builder.Logging.WatchLog();
        }

        builder.Services.AddPlan(copy);
        using var host = builder.Build();
        await host.StartAsync(cancellationToken);
        var plan = await host.Services.GetRequiredService<RunPlanning>().PlanAsync(request, mapping, watched.Settings, cancellationToken);
        await host.StopAsync(CancellationToken.None);
        return plan;
    }

    private static void Write(PlanReport plan, SecretRedactor redactor, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(redactor.Redact(RunJson.Write(plan)));
        }
        else
        {
            new PlanText(Terminal.Console, redactor).Write(plan);
        }
    }
}
