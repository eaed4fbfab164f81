using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Ingress.Installation;
using Pipeline.Ingress.Mappings;
using Pipeline.Ingress.Reporting;
using Pipeline.Ledger;
using Pipeline.Ledger.Queue;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Port;

namespace Pipeline.Ingress.Runs;

/// <summary>Gets a run under way: the installation at Port, the mapping, the command.</summary>
public sealed partial class RunStarter(
    OrganisationCheck organisation,
    PortInstallation installation,
    MappingReading reading,
    MappingVersions versions,
    RunReporting reporter,
    IRunLedger ledger,
    RefreshSchedule refreshes,
    InstallationOptions options,
    IBus bus,
    TimeProvider time,
    ILogger<RunStarter> logger)
{
    /// <summary>Starts a run. False when it failed before anything could be listed; the ledger then says why.</summary>
    public async Task<bool> TryStartAsync(QueuedRun run)
    {
        var (runId, trigger) = (run.RunId, run.Trigger);
        var startedAt = time.GetUtcNow();
        try
        {
            await organisation.RequireAsync(CancellationToken.None);
            await installation.EnsureAsync(CancellationToken.None);
            var version = await reading.ReadAsync(CancellationToken.None);
            var mapping = await versions.GetAsync(version, CancellationToken.None);
            await BeginAsync(run, startedAt, version, mapping.EntityDeletionThreshold);
            reporter.Started(runId, startedAt);
            Log.Started(logger, runId, trigger, version);
            await bus.Publish(new StartRun { RunId = runId, MappingVersion = version, Only = run.Only }, CancellationToken.None);
            return true;
        }
        catch (Exception exception)
        {
            var reason = Reason(exception);
            Log.NotStarted(logger, runId, trigger, reason, IsExpected(exception) ? null : exception);
            await BeginAsync(run, startedAt, version: string.Empty, deletionThreshold: 0);
            await ledger.RecordErrorAsync(runId, StartErrors.Of(exception, reason, time.GetUtcNow()), CancellationToken.None);
            await ledger.FailRunAsync(runId, reason, CancellationToken.None);
            reporter.Ended(runId, RunOutcome.Failed);
            return false;
        }
    }

    // What the user can mend is told in a sentence; only what is a fault of this system needs its stack.
    private static bool IsExpected(Exception exception) => exception is MappingException or PortException or InstallationException;

    private static string Reason(Exception exception) => exception is PortException { Kind: PortErrorKind.Transient }
        ? $"{exception.Message}. Check the network, the proxy, and OCEAN__PORT__BASE_URL."
        : exception.Message;

    private async Task BeginAsync(QueuedRun run, DateTimeOffset startedAt, string version, double deletionThreshold)
    {
        await ledger.BeginRunAsync(
            new RunRecord
            {
                RunId = run.RunId,
                MappingVersion = version,
                Trigger = run.Trigger,
                StartedAt = startedAt,
                Only = run.Only.IsEverything ? null : run.Only,
                Refresh = version.Length > 0 && await refreshes.IsDueAsync(run, CancellationToken.None),
                AllowDeletes = run.AllowDeletes || options.AllowDeletes,
                AllowsOtherAccounts = run.AllowDeletes,
                DeletionThreshold = deletionThreshold,
            },
            CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Run {RunId} started ({Trigger}) with mapping {MappingVersion}")]
        public static partial void Started(ILogger logger, Guid runId, string trigger, string mappingVersion);

        [LoggerMessage(2, LogLevel.Error, "Run {RunId} ({Trigger}) could not be started: {Reason}")]
        public static partial void NotStarted(ILogger logger, Guid runId, string trigger, string reason, Exception? exception);
    }
}
