namespace Pipeline.Port;

/// <content>What it says.</content>
internal sealed partial class RateBudget
{
    /// <summary>A wait that a person watching would take for a hang.</summary>
    private static readonly TimeSpan s_longWait = TimeSpan.FromSeconds(10);

    private DateTimeOffset _saidUntil;

    // All calls wait for the same moment: it is said once.
    private void SayLongWait(TimeSpan wait)
    {
        var until = time.GetUtcNow() + wait;
        lock (_gate)
        {
            if (wait < s_longWait || until - _saidUntil <= s_sameReset)
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
