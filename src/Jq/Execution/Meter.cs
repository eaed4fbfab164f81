using System.Diagnostics;

namespace Pipeline.Jq.Execution;

/// <summary>
/// What a run has used of its Budget. Steps, depth and memory are counted the same on every machine;
/// the clock is looked at once in a few thousand steps and only as a backstop.
/// </summary>
internal sealed class Meter
{
    private const int StepsPerClockLook = 4096;

    private CancellationToken _cancellationToken;
    private long _start;
    private long _steps;
    private long _memory;
    private int _depth;

    /// <summary>The limit that ended the run; null when none did.</summary>
    public JqError? Exceeded { get; private set; }

    public JqBudget Budget { get; private set; } = JqBudget.Unlimited;

    public void Start(JqBudget budget, CancellationToken cancellationToken)
    {
        Budget = budget;
        Exceeded = null;
        _cancellationToken = cancellationToken;
        _start = budget.Time == Timeout.InfiniteTimeSpan ? 0 : Stopwatch.GetTimestamp();
        (_steps, _memory, _depth) = (0, 0, 0);
    }

    /// <summary>Counts one step; false when the run must end.</summary>
    public bool Step() => ++_steps % StepsPerClockLook == 0 ? CheckClock() : _steps <= Budget.Steps || Exceed("steps", Budget.Steps, "steps");

    public bool Step(long count)
    {
        _steps += count;
        return _steps <= Budget.Steps || Exceed("steps", Budget.Steps, "steps");
    }

    /// <summary>Counts memory about to be taken for values; false when the run must end.</summary>
    public bool Take(long bytes)
    {
        _memory += bytes;
        return _memory <= Budget.MemoryBytes || Exceed("memory", Budget.MemoryBytes, "bytes of values");
    }

    public bool Enter() => ++_depth <= Budget.Depth || Exceed("depth", Budget.Depth, "nested calls");

    public void Leave() => _depth--;

    public bool Exceed(string limit, long value, string unit)
    {
        Exceeded ??= new JqError($"jq budget exceeded: {limit} (limit {value.ToString(System.Globalization.CultureInfo.InvariantCulture)} {unit})", JqValue.Null, limit);
        return false;
    }

    public TimeSpan TimeLeft =>
        Budget.Time == Timeout.InfiniteTimeSpan ? Budget.Time : Budget.Time - Stopwatch.GetElapsedTime(_start);

    private bool CheckClock()
    {
        if (_cancellationToken.IsCancellationRequested)
        {
            Exceeded ??= new JqError("The run was cancelled", JqValue.Null, "cancelled");
            return false;
        }

        return (_steps <= Budget.Steps || Exceed("steps", Budget.Steps, "steps"))
            && (Budget.Time == Timeout.InfiniteTimeSpan || Stopwatch.GetElapsedTime(_start) <= Budget.Time
                || Exceed("time", (long)Budget.Time.TotalMilliseconds, "ms"));
    }
}
