using System.Globalization;
using Amazon.SQS.Model;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.DeadLetters.Queues;

/// <summary>
/// What a pass has received. SQS shows a message only by hiding it: it is kept hidden while the pass goes on, so that the
/// pass comes to an end, and shown again when it has ended. A pass that was killed leaves it hidden for a minute.
/// </summary>
internal sealed class HeldMessages(SqsCalls sqs, string url, TimeProvider time)
{
    /// <summary>For how long SQS hides what is received.</summary>
    public const int HiddenSeconds = 60;

    private const int Abreast = 8;
    private static readonly TimeSpan RenewedAfter = TimeSpan.FromSeconds(HiddenSeconds / 3);

    private readonly Dictionary<string, string> _receipts = new(StringComparer.Ordinal);
    private DateTimeOffset _renewedAt = time.GetUtcNow();

    /// <summary>How many are held.</summary>
    public int Count => _receipts.Count;

    public void Add(Message message) => _receipts[message.MessageId] = message.ReceiptHandle;

    public void Remove(Message message) => _receipts.Remove(message.MessageId);

    public string ReceiptOf(Message message) => _receipts[message.MessageId];

    /// <summary>Hides all for another while, when the time has come.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() - _renewedAt >= RenewedAfter)
        {
            _renewedAt = time.GetUtcNow();
            await HideAsync(HiddenSeconds, cancellationToken);
        }
    }

    /// <summary>Shows all again.</summary>
    public Task ReleaseAsync() => HideAsync(0, CancellationToken.None);

    // An entry that fails comes back by itself.
    private Task HideAsync(int seconds, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        _receipts.Values.Chunk(ServiceLimits.Entries).ToList(),
        new ParallelOptions { MaxDegreeOfParallelism = Abreast, CancellationToken = cancellationToken },
        async (receipts, token) => await sqs.ChangeVisibilityAsync(
            url,
            [.. receipts.Select((receipt, position) => new ChangeMessageVisibilityBatchRequestEntry
            {
                Id = position.ToString(CultureInfo.InvariantCulture),
                ReceiptHandle = receipt,
                VisibilityTimeout = seconds,
            })],
            token));
}
