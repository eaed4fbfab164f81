using System.CommandLine;
using Pipeline.Hosting;
using Pipeline.Ingress.Mappings;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline sync</c>: one run against whatever the environment says.</summary>
internal static class SyncCommand
{
    public static Command Create()
    {
        var mapping = MappingOption.Create();
        var command = new Command("sync", "Do one run against the AWS organisation and the Port that the environment names.") { mapping };
        command.SetAction((arguments, cancellationToken) => RunAsync(arguments.GetValue(mapping), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? mapping, CancellationToken cancellationToken)
    {
        if (SettingsLoader.TryLoadWatched(ProcessEnvironment.Read()) is not { } settings)
        {
            return ExitCodes.BadConfiguration;
        }

        using var home = PipelineHome.TryTake(settings.Settings);
        if (home is null)
        {
            return ExitCodes.Failed;
        }

        await using var session = await SyncSession.StartAsync(settings, mapping is null ? null : new FileMapping(mapping.FullName), cancellationToken);
        try
        {
            return ExitCodes.Of(await session.RunAsync("sync", cancellationToken));
        }
        catch (OperationCanceledException)
        {
            return Interruption.Exit();
        }
    }
}
