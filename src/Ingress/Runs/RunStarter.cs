using MassTransit;
using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Ingress.Installation;
using Pipeline.Ingress.Mappings;
using Pipeline.Ingress.Reporting;
using Pipeline.Ledger;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Port;

namespace Pipeline.Ingress.Runs;

/// <summary>Gets a run under way: the installation at Port, the mapping, the command.</summary>
public sealed partial class RunStarter(
    PortInstallation installation,
    IMappingOrigin mappings,
    MappingVersions versions,
    RunReporting reporter,
    IRunLedger ledger,
    IBus bus,
    TimeProvider time,
    ILogger<RunStarter> logger)
{
    /// <summary>Starts a run. False when it failed before anything could be listed; the ledger then says why.</summary>
    public async Task<bool> TryStartAsync(Guid runId, string trigger)
    {
        var startedAt = time.GetUtcNow();
        try
        {
            await installation.EnsureAsync(CancellationToken.None);
            var version = await versions.AddAsync(await mappings.ReadAsync(CancellationToken.None), CancellationToken.None);
            await BeginAsync(runId, trigger, startedAt, version);
            reporter.Started(runId, startedAt);
            Log.Started(logger, runId, trigger, version);
            await bus.Publish(new StartRun { RunId = runId, MappingVersion = version }, CancellationToken.None);
            return true;
        }
        catch (Exception exception)
        {
            var reason = Reason(exception);
            Log.NotStarted(logger, runId, trigger, reason, IsExpected(exception) ? null : exception);
            await BeginAsync(runId, trigger, startedAt, version: string.Empty);
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

    private async Task BeginAsync(Guid runId, string trigger, DateTimeOffset startedAt, string version) =>
        await ledger.BeginRunAsync(
            new RunRecord { RunId = runId, MappingVersion = version, Trigger = trigger, StartedAt = startedAt },
            CancellationToken.None);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Run {RunId} started ({Trigger}) with mapping {MappingVersion}")]
        public static partial void Started(ILogger logger, Guid runId, string trigger, string mappingVersion);

        [LoggerMessage(2, LogLevel.Error, "Run {RunId} ({Trigger}) could not be started: {Reason}")]
        public static partial void NotStarted(ILogger logger, Guid runId, string trigger, string reason, Exception? exception);
    }
}
