using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Pipeline.Port;

namespace Pipeline.Ingress.Reporting;

/// <summary>
/// Tells somebody something that is worth a try and no more: each has its own short patience, and its failure is said
/// once and changes nothing.
/// </summary>
public sealed partial class BestEffort(TimeProvider time, ILogger<BestEffort> logger)
{
    // As long as a slow answer takes; what is shown on Port's own pages is not worth more.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, bool> _failing = new(StringComparer.Ordinal);

    /// <summary>Tries.</summary>
    /// <param name="what">Who is told what, for the log: <c>Port, that the resync is running</c>.</param>
    /// <param name="tell">Tells it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it was taken.</returns>
    public async Task<bool> TryAsync(string what, Func<CancellationToken, Task> tell, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tell);
        using var patience = new CancellationTokenSource(s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await tell(either.Token);
            _failing.TryRemove(what, out _);
            return true;
        }
        catch (Exception exception) when (exception is PortException or HttpRequestException or SocketException)
        {
            Say(what, exception.Message);
        }
        catch (OperationCanceledException)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                Say(what, "it did not answer in time");
            }
        }

        return false;
    }

    private void Say(string what, string reason)
    {
        if (_failing.TryAdd(what, true))
        {
            Log.NotTold(logger, what, reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Not told {What}: {Reason}. Runs go on without it")]
        public static partial void NotTold(ILogger logger, string what, string reason);
    }
}
