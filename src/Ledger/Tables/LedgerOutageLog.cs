using Microsoft.Extensions.Logging;

namespace Pipeline.Ledger.Tables;

/// <summary>Says in the log when a table cannot be used, and when it can be again.</summary>
public static partial class LedgerOutageLog
{
    /// <summary>What a table tells: a reason, or null when it is over.</summary>
    /// <param name="logger">Where it is said; null for nowhere.</param>
    public static Action<Exception?> Of(ILogger? logger) => fault =>
    {
        if (logger is null)
        {
            return;
        }

        if (fault is null)
        {
            Log.Written(logger);
        }
        else
        {
            Log.Waits(logger, fault.Message);
        }
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The ledger cannot be written ({Reason}): everything waits until it can")]
        public static partial void Waits(ILogger logger, string reason);

        [LoggerMessage(2, LogLevel.Information, "The ledger is written again")]
        public static partial void Written(ILogger logger);
    }
}
