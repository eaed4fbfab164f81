using System.CommandLine;
using System.Data.Common;
using Pipeline.Hosting;
using Pipeline.Ingress.Mappings;
using Pipeline.Ledger.Home;
using Pipeline.Ledger.Queue;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.ServiceDefaults;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline sync</c>: one run against whatever the environment says.</summary>
internal static class SyncCommand
{
    public static Command Create()
    {
        var mapping = MappingOption.Create();
        var options = new RunOptions();
        var command = new Command("sync", "Do one run against the AWS organisation and the Port that the environment names.") { mapping };
        options.AddTo(command);
        command.SetAction((arguments, cancellationToken) =>
            RunAsync(arguments.GetValue(mapping), options.Read(arguments, "sync"), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo? mapping, RunRequest request, CancellationToken cancellationToken)
    {
        if (SettingsLoader.TryLoadWatched(ProcessEnvironment.Read()) is not { } settings)
        {
            return ExitCodes.BadConfiguration;
        }

        HomeInUseException? inUse = null;
        using var home = PipelineHome.TryTake(settings.Settings, refusal => inUse = refusal);
        if (home is null)
        {
            return inUse is null ? ExitCodes.Failed : await AskAsync(settings.Settings, mapping, request, inUse, cancellationToken);
        }

        SyncSession? session = null;
        try
        {
            await settings.Settings.VerifyLedgerAsync();
            session = await SyncSession.StartAsync(settings, mapping is null ? null : new FileMapping(mapping.FullName), cancellationToken);
            return await session.RunAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is LedgerSchemaException or DbException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            return Interruption.Exit();
        }
        finally
        {
            await (session?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    // A process that stays does the run, if it can be reached; it has a mapping of its own.
    private static async Task<int> AskAsync(
        PipelineSettings settings, FileInfo? mapping, RunRequest request, HomeInUseException inUse, CancellationToken cancellationToken)
    {
        using var api = mapping is null ? LocalRunApi.Find(settings.Application.Home) : null;
        if (api is null)
        {
            await Console.Error.WriteLineAsync(inUse.Message);
            return ExitCodes.Failed;
        }

        try
        {
            return await RemoteRun.RunAsync(api, settings, request, cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            await Console.Error.WriteLineAsync($"{inUse.Message} It could not be asked for the run: {exception.Message}");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("The run goes on in the other process; 'pipeline runs cancel ID' ends it.");
            return ExitCodes.Interrupted;
        }
    }
}
