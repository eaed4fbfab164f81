using System.CommandLine;
using System.Data.Common;
using Pipeline.Hosting;
using Pipeline.Ingress.Api;
using Pipeline.Ledger;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.ServiceDefaults.Logging;
using Pipeline.Standalone.Display;
using Pipeline.Standalone.Hosting;

namespace Pipeline.Standalone.Commands;

/// <summary><c>pipeline runs</c>: what the last runs did, read from the ledger, also while a process runs.</summary>
internal static class RunsCommand
{
    private const string Latest = "last";

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var command = new Command("runs", "List the runs of this installation, newest first.") { json, CreateShow(), RunsCancelCommand.Create() };
        command.SetAction((arguments, cancellationToken) => ReadAsync(
            (ledger, _) => ListAsync(ledger, arguments.GetValue(json), cancellationToken)));
        return command;
    }

    private static Command CreateShow()
    {
        var id = new Argument<string>("ID") { Description = "The run's id, or how it begins, or 'last'.", DefaultValueFactory = _ => Latest };
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var show = new Command("show", "Show a run: every scope, what was counted, what failed and why.") { id, json };
        show.SetAction((arguments, cancellationToken) => ReadAsync(
            (ledger, redactor) => ShowAsync(ledger, redactor, arguments.GetValue(id)!, arguments.GetValue(json), cancellationToken)));
        return show;
    }

    private static async Task<int> ReadAsync(Func<IRunLedger, SecretRedactor, Task<int>> read)
    {
        if (SettingsLoader.TryLoadWatched(ProcessEnvironment.Read()) is not { Settings: var settings })
        {
            return ExitCodes.BadConfiguration;
        }

        try
        {
            await using var ledger = LedgerToRead.Open(settings);
            if (ledger is not null)
            {
                return await read(ledger.Runs, new SecretRedactor(settings.Secrets));
            }

            await Console.Error.WriteLineAsync($"No run of {settings.Integration.Identifier} at {settings.Port.BaseUrl} is remembered in {settings.Application.Home}.");
        }
        catch (Exception exception) when (exception is LedgerSchemaException or DbException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
        }

        return ExitCodes.Failed;
    }

    private static async Task<int> ListAsync(IRunLedger ledger, bool asJson, CancellationToken cancellationToken)
    {
        var runs = await ledger.ListRunsAsync(cancellationToken).ToListAsync(cancellationToken);
        if (asJson)
        {
            Console.WriteLine(RunJson.Write(runs));
        }
        else
        {
            Terminal.Console.Write(RunList.Of(runs));
        }

        return ExitCodes.Complete;
    }

    private static async Task<int> ShowAsync(
        IRunLedger ledger, SecretRedactor redactor, string id, bool asJson, CancellationToken cancellationToken)
    {
        var known = await ledger.ListRunsAsync(cancellationToken)
            .FirstOrDefaultAsync(run => id == Latest || run.Run.RunId.ToString().StartsWith(id, StringComparison.OrdinalIgnoreCase), cancellationToken);
        var run = known is null ? null : await ledger.FindRunAsync(known.Run.RunId, cancellationToken);
        if (run is null)
        {
            await Console.Error.WriteLineAsync($"There is no run {id}. 'pipeline runs' lists those that are remembered.");
            return ExitCodes.Failed;
        }

        if (asJson)
        {
            Console.WriteLine(redactor.Redact(RunJson.Write(run)));
        }
        else
        {
            new RunReport(Terminal.Console, redactor).Write(run);
        }

        return ExitCodes.Complete;
    }
}
