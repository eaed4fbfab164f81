using System.Diagnostics;

namespace Pipeline.Jq.Execution;

/// <summary>
/// What a run has used of its budget. Steps, depth and memory are counted the same on every machine;
/// the clock is looked at once in a few thousand steps and only as a backstop.
/// </summary>
internal sealed class Meter(JqBudget budget, CancellationToken cancellationToken)
{
    private const int StepsPerClockLook = 4096;

    private readonly long _start = Stopwatch.GetTimestamp();
    private long _steps;
    private long _memory;
    private int _depth;

    /// <summary>The limit that ended the run; null when none did.</summary>
    public JqError? Exceeded { get; private set; }

    public JqBudget Budget => budget;

    /// <summary>Counts one step; false when the run must end.</summary>
    public bool Step() => ++_steps % StepsPerClockLook == 0 ? CheckClock() : _steps <= budget.Steps || Exceed("steps", budget.Steps, "steps");

    public bool Step(long count)
    {
        _steps += count;
        return _steps <= budget.Steps || Exceed("steps", budget.Steps, "steps");
    }

    /// <summary>Counts memory about to be taken for values; false when the run must end.</summary>
    public bool Take(long bytes)
    {
        _memory += bytes;
        return _memory <= budget.MemoryBytes || Exceed("memory", budget.MemoryBytes, "bytes of values");
    }

    public bool Enter() => ++_depth <= budget.Depth || Exceed("depth", budget.Depth, "nested calls");

    public void Leave() => _depth--;

    public bool Exceed(string limit, long value, string unit)
    {
        Exceeded ??= new JqError($"jq budget exceeded: {limit} (limit {value.ToString(System.Globalization.CultureInfo.InvariantCulture)} {unit})", JqValue.Null, limit);
        return false;
    }

    public TimeSpan TimeLeft =>
        budget.Time == Timeout.InfiniteTimeSpan ? budget.Time : budget.Time - Stopwatch.GetElapsedTime(_start);

    private bool CheckClock()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            Exceeded ??= new JqError("The run was cancelled", JqValue.Null, "cancelled");
            return false;
        }

        return (_steps <= budget.Steps || Exceed("steps", budget.Steps, "steps"))
            && (budget.Time == Timeout.InfiniteTimeSpan || Stopwatch.GetElapsedTime(_start) <= budget.Time
                || Exceed("time", (long)budget.Time.TotalMilliseconds, "ms"));
    }
}
