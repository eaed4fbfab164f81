using System.Runtime.CompilerServices;
using Amazon.SQS;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Sending;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Messaging.DeadLetters.Queues;

/// <summary>The letters in the error queues of all stages, and in their queues of messages that nobody takes.</summary>
/// <param name="client">The client; it repeats requests by itself.</param>
/// <param name="queues">Where the queues are, and whose.</param>
/// <param name="store">Holds what large letters refer to.</param>
/// <param name="time">The clock of the pace.</param>
public sealed class SqsDeadLetters(IAmazonSQS client, AmazonSqsOptions queues, IClaimCheckStore store, TimeProvider time) : IDeadLetters
{
    private const int AskedAtOnce = 32;

    private readonly SqsCalls _sqs = new(client);
    private readonly ClaimRenewal _claims = new(store);

    /// <inheritdoc/>
    public bool IsSentByAnother => false;

    /// <inheritdoc/>
    public async IAsyncEnumerable<DeadLetter> ListAsync(DeadLetterFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        foreach (var queue in await FilledAsync(filter, cancellationToken))
        {
            if (await DeadLetterScan.StartAsync(_sqs, queue, time, cancellationToken) is not { } scan)
            {
                continue;
            }

            await using (scan)
            {
                await foreach (var found in scan.ReadAsync(cancellationToken))
                {
                    foreach (var letter in found.Where(held => filter.Fits(held.Letter)))
                    {
                        yield return letter.Letter;
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public async Task<ReplayResult> ReplayAsync(DeadLetterFilter filter, ReplayOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(options);
        var (count, pace) = (new ReplayCount(options), new ReplayPace(options.PerSecond, time));
        try
        {
            foreach (var queue in await FilledAsync(filter, cancellationToken))
            {
                if (await DeadLetterScan.StartAsync(_sqs, queue, time, cancellationToken) is { } scan)
                {
                    await using (scan)
                    {
                        await ReplayAsync(queue, scan, filter, options, count, pace, cancellationToken);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return count.Result(hasMore: true);
        }

        return count.Result(hasMore: count.Left <= 0);
    }

    // An empty queue takes a second to say that it is, and nearly all are empty: they are asked side by side.
    private async Task<IReadOnlyList<DeadLetterQueue>> FilledAsync(DeadLetterFilter filter, CancellationToken cancellationToken)
    {
        List<DeadLetterQueue> all = [.. DeadLetterQueue.All(queues).Where(queue => filter.MayBeIn(queue.Source))];
        var filled = new bool[all.Count];
        await Parallel.ForAsync(0, all.Count, new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce, CancellationToken = cancellationToken }, async (place, token) =>
            filled[place] = await DeadLetterScan.IsFilledAsync(_sqs, all[place], time, token));
        return [.. all.Where((_, place) => filled[place])];
    }

    private async Task ReplayAsync(
        DeadLetterQueue queue, DeadLetterScan scan, DeadLetterFilter filter, ReplayOptions options, ReplayCount count, ReplayPace pace, CancellationToken cancellationToken)
    {
        if (await _sqs.FindUrlAsync(queue.SourceName, cancellationToken) is not { } sourceUrl)
        {
            return;
        }

        var back = new SendBack(_sqs, scan, sourceUrl, count);
        await foreach (var found in scan.ReadAsync(cancellationToken))
        {
            foreach (var some in found.Where(held => filter.Fits(held.Letter)).Chunk(Math.Min(ServiceLimits.Entries, options.PerSecond)))
            {
                if (count.Left <= 0)
                {
                    return;
                }

                var sendable = await SendableAsync(some.Take(count.Left), back, count, cancellationToken);
                await pace.WaitAsync(sendable.Count, cancellationToken);
                await back.SendAsync(sendable);
            }
        }

        count.HeldElsewhere(await scan.HeldElsewhereAsync(cancellationToken));
    }

    private async Task<List<HeldLetter>> SendableAsync(IEnumerable<HeldLetter> letters, SendBack back, ReplayCount count, CancellationToken cancellationToken)
    {
        var sendable = new List<HeldLetter>();
        foreach (var held in letters)
        {
            if (back.WasSent(held))
            {
                count.Kept($"{held.Letter.Id}: it has failed again, or is the same as one that was sent");
            }
            else if (await _claims.RenewAsync(held.Letter, cancellationToken) is { } reason)
            {
                count.Kept(reason);
            }
            else
            {
                sendable.Add(held);
            }
        }

        return sendable;
    }
}
