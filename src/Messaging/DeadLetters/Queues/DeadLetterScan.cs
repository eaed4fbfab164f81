using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Amazon.SQS;
using Amazon.SQS.Model;
using MassTransit;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.DeadLetters.Queues;

/// <summary>
/// One pass over a queue of letters. It ends when SQS has nothing more to give: at the latest with 120,000 messages held,
/// the most that SQS hides in a queue.
/// </summary>
internal sealed class DeadLetterScan(SqsCalls sqs, DeadLetterQueue queue, string url, HeldMessages held) : IAsyncDisposable
{
    private const string NoReason = "SQS gave it out too often without an end: its service died or was stopped with it.";

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The queue's address.</summary>
    public string Url => url;

    /// <summary>What it holds.</summary>
    public HeldMessages Held => held;

    /// <summary>Begins a pass; null when there is no such queue.</summary>
    public static async Task<DeadLetterScan?> StartAsync(SqsCalls sqs, DeadLetterQueue queue, TimeProvider time, CancellationToken cancellationToken) =>
        await sqs.FindUrlAsync(queue.Name, cancellationToken) is { } url
            ? new DeadLetterScan(sqs, queue, url, new HeldMessages(sqs, url, time))
            : null;

    /// <summary>Whether a queue shows a letter, or somebody has one of it. What is shown is there again afterwards.</summary>
    public static async Task<bool> IsFilledAsync(SqsCalls sqs, DeadLetterQueue queue, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await StartAsync(sqs, queue, time, cancellationToken) is not { } scan)
        {
            return false;
        }

        await using (scan)
        {
            await using var first = scan.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
            return await first.MoveNextAsync() || await scan.HeldElsewhereAsync(cancellationToken) > 0;
        }
    }

    /// <summary>The letters, each once, in the groups in which SQS gives them out.</summary>
    public async IAsyncEnumerable<IReadOnlyList<HeldLetter>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await held.RenewAsync(cancellationToken);

            // Without a wait SQS asks some of its servers only, and may say that there is nothing.
            var messages = await sqs.ReceiveAsync(url, ServiceLimits.Entries, waitSeconds: 1, HeldMessages.HiddenSeconds, cancellationToken);
            if (messages.Count == 0)
            {
                yield break;
            }

            foreach (var message in messages)
            {
                held.Add(message);
            }

            yield return [.. messages.Where(message => _seen.Add(message.MessageId)).Select(message => new HeldLetter(Read(message), message))];
        }
    }

    /// <summary>How many letters of the queue somebody else has; about, because SQS counts so.</summary>
    public async Task<int> HeldElsewhereAsync(CancellationToken cancellationToken)
    {
        var attributes = await sqs.AttributesAsync(url, cancellationToken);
        return Math.Max(0, int.Parse(attributes.GetValueOrDefault(QueueAttributeName.ApproximateNumberOfMessagesNotVisible, "0"), CultureInfo.InvariantCulture) - held.Count);
    }

    public async ValueTask DisposeAsync() => await held.ReleaseAsync();

    private DeadLetter Read(Message message)
    {
        var reason = (Text(MessageHeaders.FaultExceptionType), Text(MessageHeaders.FaultMessage), Text(MessageHeaders.Reason)) switch
        {
            ({ } type, { } text, _) => $"{type}: {text}",
            (_, { } text, _) => text,
            (_, _, "dead-letter") => "No consumer of the queue takes messages of this type.",
            (_, _, { } text) => text,
            _ => NoReason,
        };
        return DeadLetterReading.Of(queue.Source, message.MessageId, reason, SentAt(message), Encoding.UTF8.GetBytes(message.Body));

        string? Text(string name) => message.MessageAttributes?.GetValueOrDefault(name)?.StringValue;
    }

    // When it was moved here. What SQS itself has moved keeps the time at which it was first sent.
    private static DateTimeOffset SentAt(Message message) => DateTimeOffset.FromUnixTimeMilliseconds(
        long.TryParse(message.Attributes?.GetValueOrDefault(MessageSystemAttributeName.SentTimestamp), CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds : 0);
}
