using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Amazon.SQS.Model;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.DeadLetters.Queues;

/// <summary>Sends letters of one queue to where they came from, as they were before they failed, and then removes them.</summary>
internal sealed class SendBack(SqsCalls sqs, DeadLetterScan scan, string sourceUrl, ReplayCount count)
{
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether the same was sent in this pass already. It has failed again, and would be sent for ever; what SQS knows it by
    /// is another then, and only its body is the same.
    /// </summary>
    public bool WasSent(HeldLetter letter) => _sent.Contains(HashOf(letter));

    /// <summary>Sends some at once. Between sending and removing nothing is given up: that would only leave more of them twice.</summary>
    public async Task SendAsync(IReadOnlyList<HeldLetter> letters)
    {
        foreach (var batch in Batches(letters))
        {
            var failed = (await sqs.SendAsync(sourceUrl, [.. batch.Select(Entry)], CancellationToken.None)).ToDictionary(failure => failure.Entry);
            foreach (var (position, failure) in failed)
            {
                count.Kept($"{batch[position].Letter.Id}: SQS did not take it: {failure.Code} {failure.Message}");
            }

            await RemoveAsync([.. batch.Where((_, position) => !failed.ContainsKey(position))]);
        }
    }

    private async Task RemoveAsync(List<HeldLetter> sent)
    {
        if (sent.Count == 0)
        {
            return;
        }

        sent.ForEach(letter => _sent.Add(HashOf(letter)));
        var stay = (await sqs.DeleteAsync(scan.Url, [.. sent.Select(Deletion)], CancellationToken.None)).ToDictionary(failure => failure.Entry);
        foreach (var failure in stay.Values)
        {
            count.Kept($"{sent[failure.Entry].Letter.Id}: it was sent, but not removed, and another replay sends it again: {failure.Code} {failure.Message}");
        }

        foreach (var letter in sent.Where((_, position) => !stay.ContainsKey(position)))
        {
            scan.Held.Remove(letter.Message);
        }

        count.Sent(sent.Count - stay.Count);
    }

    // A batch has a limit of its own, which a few large letters reach.
    private static IEnumerable<List<HeldLetter>> Batches(IReadOnlyList<HeldLetter> letters)
    {
        var (batch, bytes) = (new List<HeldLetter>(), 0);
        foreach (var letter in letters)
        {
            var size = letter.Letter.Body.Length + Kept(letter.Message).Sum(attribute => OutgoingMessage.AttributeBytes(attribute.Key, attribute.Value.StringValue ?? string.Empty));
            if (batch.Count > 0 && bytes + size > ServiceLimits.QueueBytes)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(letter);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static SendMessageBatchRequestEntry Entry(HeldLetter letter, int position) => new()
    {
        Id = position.ToString(CultureInfo.InvariantCulture),
        MessageBody = letter.Message.Body,
        MessageAttributes = Kept(letter.Message),
    };

    private DeleteMessageBatchRequestEntry Deletion(HeldLetter letter, int position) =>
        new(position.ToString(CultureInfo.InvariantCulture), scan.Held.ReceiptOf(letter.Message));

    // Those of MassTransit say how it failed.
    private static Dictionary<string, MessageAttributeValue> Kept(Message message) => (message.MessageAttributes ?? [])
        .Where(attribute => !attribute.Key.StartsWith("MT-", StringComparison.Ordinal))
        .ToDictionary(attribute => attribute.Key, attribute => attribute.Value, StringComparer.Ordinal);

    private static string HashOf(HeldLetter letter) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(letter.Message.Body)));
}
