using System.CommandLine;
using Pipeline.Ledger.Queue;
using Pipeline.Simulator;
using Pipeline.Standalone.Display;
using Pipeline.Standalone.Hosting;
using Spectre.Console;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline demo</c>: the whole pipeline against a simulated organisation and Port, over HTTP.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var estate = new EstateOptions();
        var once = new Option<bool>("--once") { Description = "Exit when the run has ended: 0 when Port equals the organisation." };
        var command = new Command("demo", "Sync a simulated AWS organisation into a simulated Port, and show the catalog as a web page.") { once };
        estate.AddTo(command);
        command.SetAction((arguments, cancellationToken) => RunAsync(estate.Read(arguments), arguments.GetValue(once), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(SimulatorOptions options, bool once, CancellationToken cancellationToken)
    {
        await using var world = await WorldStart.TryAsync(options with { SeedMapping = true }, cancellationToken);
        if (world is null)
        {
            return ExitCodes.BadConfiguration;
        }

        Terminal.Console.MarkupLineInterpolated(
            $"An AWS organisation of [bold]{options.Accounts}[/] accounts at {world.AwsEndpoint}, and a Port API at {world.PortEndpoint}");
        using var home = new ThrowAwayHome();
        if (SettingsLoader.TryLoadWatched(home.In(SimulatedEnvironment.PointedAt(world.Environment))) is not { } settings)
        {
            return ExitCodes.BadConfiguration;
        }

        SyncSession? session = null;
        try
        {
            session = await SyncSession.StartAsync(settings, null, cancellationToken);
            await session.RunAsync(new RunRequest { Trigger = "demo" }, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Interruption.Exit();
        }
        finally
        {
            await (session?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        var equality = await world.CompareAsync(cancellationToken);
        EqualityText.Write(Terminal.Console, equality);
        if (!once)
        {
            Terminal.Console.MarkupLineInterpolated($"\nThe catalog is at [link]{world.PortEndpoint}[/] (Ctrl+C ends the demo)");
            await Interruption.WaitAsync(cancellationToken);
        }

        return equality.Equal ? ExitCodes.Complete : ExitCodes.Failed;
    }
}
