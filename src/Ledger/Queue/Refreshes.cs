using Pipeline.Ledger.Documents;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Queue;

/// <summary>Remembers, for all processes of an installation, when everything was last written again.</summary>
/// <param name="table">The store.</param>
/// <param name="time">Stamps what is stored.</param>
public sealed class Refreshes(ILedgerTable table, TimeProvider time)
{
    private static readonly LedgerKey Key = new("queue", "refresh");

    private readonly DocumentStore<RefreshDocument> _documents = new(table, QueueJson.Default.RefreshDocument, retention: null, time);

    /// <summary>When the run began that last wrote everything; null when there was none.</summary>
    public async ValueTask<DateTimeOffset?> LastAsync(CancellationToken cancellationToken) =>
        (await _documents.FindAsync(Key, cancellationToken))?.Last;

    /// <summary>Notes that a run did so. An earlier one than the last is not noted.</summary>
    public async ValueTask CompleteAsync(DateTimeOffset startedAt, CancellationToken cancellationToken) =>
        await _documents.ChangeAsync(Key, document => document.Complete(startedAt), cancellationToken);
}
