using Pipeline.Contracts;
using Pipeline.Ingress.Installation;
using Pipeline.Port;

namespace Pipeline.Ingress.Reporting;

/// <summary>The state of a resync as Port's own page shows it.</summary>
internal sealed class ResyncStates(InstallationOptions options, TimeProvider time)
{
    public const string Aborted = "aborted";

    /// <summary>A run has begun.</summary>
    public ResyncState Running(DateTimeOffset startedAt) => new()
    {
        Status = "running",
        LastResyncStart = startedAt,
        NextResync = Next(startedAt),
        IntervalInMinutes = Minutes(),
    };

    /// <summary>A run has ended, or is not going on here.</summary>
    public ResyncState Ended(string status)
    {
        var now = time.GetUtcNow();
        return new ResyncState { Status = status, LastResyncEnd = now, NextResync = Next(now), IntervalInMinutes = Minutes() };
    }

    /// <summary>Port's word for an outcome. It knows no partial: what is incomplete is told as failed, so that somebody looks.</summary>
    public static string StatusOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Complete => "completed",
        RunOutcome.Superseded or RunOutcome.Cancelled => Aborted,
        _ => "failed",
    };

    private DateTimeOffset? Next(DateTimeOffset from) => options.ScheduleInterval is { } interval ? from + interval : null;

    private int? Minutes() => options.ScheduleInterval is { } interval ? (int)interval.TotalMinutes : null;
}
