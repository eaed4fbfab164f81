using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Port;

namespace Pipeline.Ingress.Installation;

/// <summary>Shows on Port's own page that a resync runs or has ended. Best effort: it never holds a run up.</summary>
public sealed partial class ResyncReporter(
    PortClient port, InstallationOptions options, TimeProvider time, ILogger<ResyncReporter> logger)
{
    // A run waits for this no longer than a slow answer takes; Port's page is not worth more.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>A run has begun.</summary>
    public Task StartedAsync(DateTimeOffset startedAt, CancellationToken cancellationToken) => ReportAsync(
        new ResyncState { Status = "running", LastResyncStart = startedAt, NextResync = Next(startedAt), IntervalInMinutes = Minutes() },
        cancellationToken);

    /// <summary>The run has ended. Port knows no partial: what is incomplete is told as failed, so that somebody looks.</summary>
    public Task EndedAsync(RunOutcome outcome, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var status = outcome == RunOutcome.Complete ? "completed" : "failed";
        return ReportAsync(
            new ResyncState { Status = status, LastResyncEnd = now, NextResync = Next(now), IntervalInMinutes = Minutes() },
            cancellationToken);
    }

    private async Task ReportAsync(ResyncState state, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await port.UpdateResyncStateAsync(state, either.Token);
        }
        catch (PortException exception)
        {
            Log.NotReported(logger, state.Status, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotReported(logger, state.Status, "it did not answer in time");
        }
    }

    private DateTimeOffset? Next(DateTimeOffset from) => options.ScheduleInterval is { } interval ? from + interval : null;

    private int? Minutes() => options.ScheduleInterval is { } interval ? (int)interval.TotalMinutes : null;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Port could not be told that the resync is {Status}: {Reason}")]
        public static partial void NotReported(ILogger logger, string status, string reason);
    }
}
