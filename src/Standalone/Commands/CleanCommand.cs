using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Hosting;
using Pipeline.Hosting.Connections;
using Pipeline.Ingress;
using Pipeline.Ingress.Installation;
using Pipeline.Ingress.Installation.Removal;
using Pipeline.Port;
using Pipeline.ServiceDefaults;
using Pipeline.Standalone.Display;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline clean</c>: takes an installation away from Port. It shows what would go, and asks.</summary>
internal static class CleanCommand
{
    private const string NoTerminal = "Nothing is deleted: there is no terminal to ask at. Give --yes to delete without being asked.";

    public static Command Create()
    {
        var yes = new Option<bool>("--yes") { Description = "Do not ask: delete." };
        var dry = new Option<bool>("--dry-run") { Description = "Show what would be deleted, and delete nothing." };
        var command = new Command("clean", "Delete from Port what this installation wrote: its entities, the default blueprints, the integration.") { yes, dry };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(yes), arguments.GetValue(dry), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool yes, bool dry, CancellationToken cancellationToken)
    {
        if (SettingsLoader.TryLoadStored(ProcessEnvironment.Read()) is not var (watched, isService))
        {
            return ExitCodes.BadConfiguration;
        }

        // Whatever writes for this installation here has to stop first; to look it may go on.
        using var home = dry ? null : PipelineHome.TryTake(watched.Settings);
        if (home is null && !dry)
        {
            return ExitCodes.Failed;
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.AddServiceDefaults(watched.Settings);
        builder.Services.AddPort(watched.Settings, readPatience: null);
        builder.Services.AddInstallationRemoval(watched.Settings.ToInstallationOptions());
        using var host = builder.Build();
        try
        {
            return await RunAsync(host.Services, watched.Settings, isService, yes, dry, cancellationToken);
        }
        catch (Exception exception) when (
            exception is PortException or InstallationException or IOException or UnauthorizedAccessException || StoredLedger.IsUnavailable(exception))
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted. What is not deleted yet is still there: run it again.");
            return ExitCodes.Interrupted;
        }
    }

    private static async Task<int> RunAsync(
        IServiceProvider services, PipelineSettings settings, bool isService, bool yes, bool dry, CancellationToken cancellationToken)
    {
        var plan = await services.GetRequiredService<InstallationRemoval>().PlanAsync(cancellationToken);
        RemovalText.Write(Console.Out, plan, settings);
        if (dry || plan.IsEmpty)
        {
            return ExitCodes.Complete;
        }

        if (!yes && !Confirm(settings.Integration.Identifier, out var refusal))
        {
            await Console.Error.WriteLineAsync(refusal);
            return refusal == NoTerminal ? ExitCodes.BadConfiguration : ExitCodes.Failed;
        }

        // First of all, so that a removal that breaks off is mended by the next run.
        settings.ForgetLedger();
        if (isService)
        {
            await StoredLedger.ForgetTableAsync(settings, Console.Out.WriteLine, cancellationToken);
        }

        var faults = await services.GetRequiredService<RemovalRun>().CarryOutAsync(plan, Console.Out.WriteLine, cancellationToken);
        foreach (var fault in faults)
        {
            await Console.Error.WriteLineAsync($"Not deleted: {LogText.Escape(fault)}");
        }

        return faults.Count == 0 ? ExitCodes.Complete : ExitCodes.Failed;
    }

    // The name has to be typed: a y is typed too easily at the wrong installation.
    private static bool Confirm(string identifier, out string refusal)
    {
        refusal = NoTerminal;
        if (Console.IsInputRedirected || !Terminal.IsLive)
        {
            return false;
        }

        Console.Out.Write($"This cannot be undone. Type {LogText.Escape(identifier)} to delete all of it: ");
        refusal = "Nothing is deleted.";
        return Console.In.ReadLine()?.Trim() == identifier;
    }
}
