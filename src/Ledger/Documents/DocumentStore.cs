using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Documents;

/// <summary>
/// Documents of one type, changed by compare-and-swap. Changes that come while a document is being written are made
/// together by the next write, so that a hundred messages about one scope cost a few writes.
/// </summary>
internal sealed class DocumentStore<TDocument>(
    ILedgerTable table, JsonTypeInfo<TDocument> json, TimeSpan? retention, TimeProvider time)
    where TDocument : LedgerDocument, new()
{
    // Documents that are kept at hand, so that a change needs no read. A run of 10,000 scopes has a few hundred open at a time.
    private const int MostKnown = 2000;

    private readonly ConcurrentDictionary<LedgerKey, DocumentSlot<TDocument>> _slots = new();

    /// <summary>Reads a document; null when there is none.</summary>
    public async ValueTask<TDocument?> FindAsync(LedgerKey key, CancellationToken cancellationToken) =>
        (await FindAsync([key], cancellationToken))[0];

    /// <summary>Reads documents, in the order of their keys; null for those that are not there.</summary>
    public async ValueTask<IReadOnlyList<TDocument?>> FindAsync(IReadOnlyList<LedgerKey> keys, CancellationToken cancellationToken) =>
        [.. (await table.GetAsync(keys, cancellationToken)).Select(item => item is null ? null : Read(item))];

    /// <summary>
    /// Changes a document, and answers what the change answered when it was written. A document that is not there is
    /// handed over new; one that the change leaves alone is not written.
    /// </summary>
    public async ValueTask<TAnswer> ChangeAsync<TAnswer>(
        LedgerKey key, Func<TDocument, TAnswer> change, CancellationToken cancellationToken)
    {
        var waiting = new DocumentChange<TDocument, TAnswer>(change);
        while (true)
        {
            var slot = _slots.GetOrAdd(key, static _ => new DocumentSlot<TDocument>());
            if (slot.TryAdd(waiting, out var mustWrite))
            {
                if (mustWrite)
                {
                    _ = WriteAllAsync(key, slot);
                }

                return await waiting.Answer.WaitAsync(cancellationToken);
            }
        }
    }

    /// <summary>Deletes a document as it is read now; whoever changes it meanwhile keeps it.</summary>
    public async ValueTask DeleteAsync(LedgerKey key, CancellationToken cancellationToken)
    {
        if ((await table.GetAsync([key], cancellationToken))[0] is { } item)
        {
            await table.WriteAsync([new LedgerWrite(key, null, item.Version)], cancellationToken);
        }
    }

    // Not cancelled with one of those who wait: the others' changes are in it.
    private async Task WriteAllAsync(LedgerKey key, DocumentSlot<TDocument> slot)
    {
        while (slot.TakeOrRest(() => GiveUp(key, slot)) is { } changes)
        {
            try
            {
                await WriteAsync(key, slot, changes);
            }
            catch (Exception exception)
            {
                slot.Known = null;
                foreach (var change in changes)
                {
                    change.Fail(exception);
                }
            }
        }
    }

    private bool GiveUp(LedgerKey key, DocumentSlot<TDocument> slot) =>
        (slot.Known is not { Document.IsBusy: true } || _slots.Count > MostKnown) && _slots.TryRemove(new(key, slot));

    private async Task WriteAsync(LedgerKey key, DocumentSlot<TDocument> slot, IReadOnlyList<DocumentChange<TDocument>> changes)
    {
        while (!await TryWriteAsync(key, slot, changes))
        {
            // Somebody else wrote it: the changes are made to what it is now.
            slot.Known = null;
        }

        foreach (var change in changes)
        {
            change.Succeed();
        }
    }

    private async Task<bool> TryWriteAsync(LedgerKey key, DocumentSlot<TDocument> slot, IReadOnlyList<DocumentChange<TDocument>> changes)
    {
        var isFresh = slot.Known is null;
        var (document, version) = slot.Known ?? await ReadAsync(key);
        foreach (var change in changes)
        {
            change.Apply(document);
        }

        if (!document.IsChanged)
        {
            // That nothing is to be done is true of the document as it is now, not as it was when this process wrote it last.
            slot.Known = isFresh && version > 0 ? (document, version) : null;
            return isFresh;
        }

        var write = new LedgerWrite(key, JsonSerializer.SerializeToUtf8Bytes(document, json), version, ExpiresAt());
        if (!(await table.WriteAsync([write], CancellationToken.None))[0])
        {
            return false;
        }

        document.Stored();
        slot.Known = version == 0 ? null : (document, version + 1);
        return true;
    }

    private async Task<(TDocument Document, long Version)> ReadAsync(LedgerKey key) =>
        (await table.GetAsync([key], CancellationToken.None))[0] is { } item ? (Read(item), item.Version) : (new TDocument(), 0);

    private TDocument Read(LedgerItem item) =>
        JsonSerializer.Deserialize(item.Content.Span, json) ?? throw new InvalidDataException($"{item.Key.Partition} {item.Key.Sort} is empty.");

    private DateTimeOffset? ExpiresAt() => retention is { } kept ? time.GetUtcNow() + kept : null;
}
