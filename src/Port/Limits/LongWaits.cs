namespace Pipeline.Port;

/// <summary>Says that calls wait for Port's rate limit, so that nobody takes it for a hang. All calls wait for the same moment: it is said once.</summary>
internal sealed partial class LongWaits(TimeProvider time, ILogger logger)
{
    /// <summary>A wait that a person watching would take for a hang.</summary>
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(10);

    /// <summary>Waits that end closer together than this are one: the header has whole seconds.</summary>
    private static readonly TimeSpan s_same = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private DateTimeOffset _saidUntil;

    public void Say(TimeSpan wait)
    {
        var until = time.GetUtcNow() + wait;
        lock (_gate)
        {
            if (wait < s_long || until - _saidUntil <= s_same)
            {
                return;
            }

            _saidUntil = until;
        }

        Log.Waiting(logger, wait.TotalSeconds);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Port's rate limit is used up. Calls wait {Seconds:F0} s for Port's next period")]
        public static partial void Waiting(ILogger logger, double seconds);
    }
}
