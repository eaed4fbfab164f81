using Microsoft.Extensions.Logging;
using Pipeline.Contracts;
using Pipeline.Port;

namespace Pipeline.Ingress.Installation;

/// <summary>Shows on Port's own page that a resync runs or has ended. Best effort: it never holds a run up.</summary>
public sealed partial class ResyncReporter(
    PortClient port, InstallationOptions options, TimeProvider time, ILogger<ResyncReporter> logger)
{
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
        try
        {
            await port.UpdateResyncStateAsync(state, cancellationToken);
        }
        catch (PortException exception)
        {
            Log.NotReported(logger, state.Status, exception.Message);
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
