using System.CommandLine;
using Pipeline.Hosting;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline runs cancel ID</c>: ends a run that the process working in the home does, or that waits there.</summary>
internal static class RunsCancelCommand
{
    public static Command Create()
    {
        var id = new Argument<Guid>("ID") { Description = "The run's id." };
        var command = new Command("cancel", "Cancel a run that goes, or waits, in the process that works in the home.") { id };
        command.SetAction((arguments, cancellationToken) => CancelAsync(arguments.GetValue(id), cancellationToken));
        return command;
    }

    private static async Task<int> CancelAsync(Guid runId, CancellationToken cancellationToken)
    {
        if (SettingsLoader.TryLoadWatched(ProcessEnvironment.Read()) is not { Settings: var settings })
        {
            return ExitCodes.BadConfiguration;
        }

        using var api = LocalRunApi.Find(settings.Application.Home);
        if (api is null)
        {
            await Console.Error.WriteLineAsync($"No 'pipeline run' works in {settings.Application.Home}. A run that was left there goes on with the next process.");
            return ExitCodes.Failed;
        }

        try
        {
            await api.CancelAsync(runId, cancellationToken);
            Console.WriteLine($"Run {runId} is cancelled. What it wrote stays, and nothing more of it is swept.");
            return ExitCodes.Complete;
        }
        catch (HttpRequestException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failed;
        }
    }
}
