using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>
/// A step of a run that could not be done: what AWS or Port refused when it was to start, or a message that could not be
/// processed and lies among the dead letters.
/// </summary>
public sealed record RunError
{
    /// <summary>The message that was to be processed, such as <c>RunFinished</c>.</summary>
    public required string Step { get; init; }

    /// <summary>The queue it failed in; empty when that is not known.</summary>
    public string Queue { get; init; } = string.Empty;

    /// <summary>The class of the failure.</summary>
    public required FailureClass Class { get; init; }

    /// <summary>The error code of AWS or Port; else the exception's name without its namespace, or the step's where there was none.</summary>
    public required string Code { get; init; }

    /// <summary>What the exception says. At most <see cref="RunLimits.LongestReason"/> characters are kept.</summary>
    public required string Reason { get; init; }

    /// <summary>AWS's or Port's id of the refused request; empty when there was no answer.</summary>
    public string RequestId { get; init; } = string.Empty;

    /// <summary>When it was noted.</summary>
    public required DateTimeOffset At { get; init; }
}
