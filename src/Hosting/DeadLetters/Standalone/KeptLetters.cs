using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Ledger.Tables;
using Pipeline.Messaging.DeadLetters;

namespace Pipeline.Hosting.DeadLetters.Standalone;

/// <summary>The letters of a bus in memory, in the ledger's table.</summary>
/// <param name="table">The table. To list, one that is open to be read is enough.</param>
public sealed class KeptLetters(ILedgerTable table)
{
    private const string Partition = "dead-letters";

    // As long as SQS keeps one.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    internal async Task KeepAsync(DeadLetter letter, string contentType, CancellationToken cancellationToken)
    {
        var key = new LedgerKey(Partition, $"{letter.Queue}/{LetterEnvelope.NameOf(letter.Body)}");
        var kept = JsonSerializer.SerializeToUtf8Bytes(
            new KeptLetter(letter.Id, letter.Queue, letter.Reason, letter.FailedAt, contentType, letter.Body.ToArray()));
        for (var written = false; !written;)
        {
            var there = (await table.GetAsync([key], cancellationToken))[0];
            written = (await table.WriteAsync([new LedgerWrite(key, kept, there?.Version ?? 0, letter.FailedAt + Lifetime)], cancellationToken))[0];
        }
    }

    internal async IAsyncEnumerable<StoredLetter> ReadAsync(DeadLetterFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in table.QueryAsync(Partition, string.Empty, cancellationToken))
        {
            if (JsonSerializer.Deserialize<KeptLetter>(item.Content.Span) is { } kept
                && DeadLetterReading.Of(kept.Queue, kept.Id, kept.Reason, kept.FailedAt, kept.Body) is var letter
                && filter.Fits(letter))
            {
                yield return new StoredLetter(item, kept, letter);
            }
        }
    }

    /// <summary>Removes a letter, unless it has failed again since it was read.</summary>
    internal async Task RemoveAsync(StoredLetter letter) =>
        await table.WriteAsync([new LedgerWrite(letter.Item.Key, null, letter.Item.Version)], CancellationToken.None);
}
