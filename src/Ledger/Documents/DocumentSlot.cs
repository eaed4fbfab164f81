namespace Pipeline.Ledger.Documents;

/// <summary>A document that is being changed in this process, and the changes that wait for it.</summary>
internal sealed class DocumentSlot<TDocument>
    where TDocument : LedgerDocument, new()
{
    private readonly Lock _lock = new();
    private List<DocumentChange<TDocument>> _waiting = [];
    private bool _isWriting;
    private bool _isGone;

    /// <summary>The document as it was stored last; null when it has to be read.</summary>
    public (TDocument Document, long Version)? Known { get; set; }

    /// <summary>Lets a change wait; false when the slot is given up and another is to be used.</summary>
    /// <param name="change">The change.</param>
    /// <param name="mustWrite">Whether the caller is the one who has to write what waits.</param>
    public bool TryAdd(DocumentChange<TDocument> change, out bool mustWrite)
    {
        lock (_lock)
        {
            mustWrite = !_isWriting && !_isGone;
            if (_isGone)
            {
                return false;
            }

            _isWriting = true;
            _waiting.Add(change);
            return true;
        }
    }

    /// <summary>Takes everything that waits; null when nothing does, and then whoever adds next has to write.</summary>
    /// <param name="giveUp">Whether an idle slot is not used any more.</param>
    public IReadOnlyList<DocumentChange<TDocument>>? TakeOrRest(Func<bool> giveUp)
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _isWriting = false;
                _isGone = giveUp();
                return null;
            }

            var taken = _waiting;
            _waiting = [];
            return taken;
        }
    }
}
