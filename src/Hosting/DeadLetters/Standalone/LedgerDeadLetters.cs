using System.Runtime.CompilerServices;
using Pipeline.Messaging.DeadLetters;

namespace Pipeline.Hosting.DeadLetters.Standalone;

/// <summary>The letters of a bus in memory. A replay is only asked for; <see cref="LetterReplay"/> does it.</summary>
public sealed class LedgerDeadLetters(KeptLetters letters, ReplayRequests requests, TimeProvider time) : IDeadLetters
{
    /// <inheritdoc/>
    public bool IsSentByAnother => true;

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeadLetter> ListAsync(DeadLetterFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        await foreach (var stored in letters.ReadAsync(filter, cancellationToken))
        {
            yield return stored.Letter;
        }
    }

    /// <inheritdoc/>
    public async Task<ReplayResult> ReplayAsync(DeadLetterFilter filter, ReplayOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(options);
        var now = time.GetUtcNow();
        var wanted = filter with { FailedBefore = filter.FailedBefore < now ? filter.FailedBefore : now };
        var all = await letters.ReadAsync(wanted, cancellationToken).CountAsync(cancellationToken);
        var count = new ReplayCount(options);
        if (all > 0)
        {
            requests.Add(new ReplayRequest(wanted, options.PerSecond, options.Most));
            count.Sent(Math.Min(all, options.Most));
        }

        return count.Result(hasMore: all > options.Most);
    }
}
