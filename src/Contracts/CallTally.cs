namespace Pipeline.Contracts;

/// <summary>
/// Counts the calls that a piece of work makes, through whatever it awaits. Work that others share opens one of its own
/// and passes the count on.
/// </summary>
public sealed class CallTally
{
    private static readonly AsyncLocal<CallTally?> s_current = new();

    private int _calls;
    private int _retries;

    /// <summary>Counts for the caller from here on.</summary>
    public static CallTally Open() => s_current.Value = new CallTally();

    /// <summary>Counts a call, for whoever counts.</summary>
    /// <param name="isRetry">Whether it was made before.</param>
    public static void Called(bool isRetry) => Add(1, isRetry ? 1 : 0);

    /// <summary>Counts calls that others made for the caller.</summary>
    public static void Add(int calls, int retries)
    {
        if (s_current.Value is { } tally)
        {
            Interlocked.Add(ref tally._calls, calls);
            Interlocked.Add(ref tally._retries, retries);
        }
    }

    /// <summary>What was counted since it was last asked.</summary>
    public (int Calls, int Retries) Take() => (Interlocked.Exchange(ref _calls, 0), Interlocked.Exchange(ref _retries, 0));
}
