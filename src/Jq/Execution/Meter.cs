using System.Diagnostics;

namespace Pipeline.Jq.Execution;

/// <summary>
/// What a run has used of its Budget. Steps, depth and memory are counted the same on every machine;
/// the clock is looked at once in a few hundred steps and only as a backstop.
/// </summary>
internal sealed class Meter
{
    private const int StepsPerClockLook = 512;

    // Text that is gone through without making anything of it: a kilobyte is worth a step.
    private const int UnitsPerStep = 512;

    // Text that is written: whoever takes all the steps for it has as much as a mapping may put out.
    private const int BytesPerStep = 16;

    private CancellationToken _cancellationToken;
    private long _start;
    private long _steps;
    private long _nextLook;
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
        _nextLook = NextLook();
    }

    /// <summary>Counts one step; false when the run must end.</summary>
    public bool Step() => ++_steps < _nextLook || Look();

    /// <summary>Counts steps that were taken at once.</summary>
    public bool Step(long count) => (_steps += count) < _nextLook || Look();

    /// <summary>Counts text that is gone through; false when the run must end.</summary>
    public bool Scan(int units) => units < UnitsPerStep || Step(units / UnitsPerStep);

    /// <summary>How many characters of text there is still memory for.</summary>
    public int Room => (int)Math.Clamp((Budget.MemoryBytes - _memory) / 2, 0, int.MaxValue);

    /// <summary>How many bytes of text may be written before <see cref="Wrote"/> ends the run.</summary>
    public long WritableBytes => Math.Min(Room, (Math.Min(Budget.Steps - _steps, int.MaxValue) + 1) * BytesPerStep);

    /// <summary>Counts text that was written; false when it was more than there was room for.</summary>
    public bool Wrote(int bytes) => Step(bytes / BytesPerStep) && Take(bytes * 2L);

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

    // Where the steps end, or the clock is due.
    private bool Look()
    {
        if (_steps > Budget.Steps)
        {
            return Exceed("steps", Budget.Steps, "steps");
        }

        _nextLook = NextLook();
        if (_cancellationToken.IsCancellationRequested)
        {
            Exceeded ??= new JqError("The run was cancelled", JqValue.Null, "cancelled");
            return false;
        }

        return Budget.Time == Timeout.InfiniteTimeSpan || Stopwatch.GetElapsedTime(_start) <= Budget.Time
            || Exceed("time", (long)Budget.Time.TotalMilliseconds, "ms");
    }

    private long NextLook() => Budget.Steps - _steps < StepsPerClockLook ? Budget.Steps + 1 : _steps + StepsPerClockLook;
}
