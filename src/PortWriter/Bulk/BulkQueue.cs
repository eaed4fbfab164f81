namespace Pipeline.PortWriter.Bulk;

/// <summary>
/// Entities of one lane in the order they came, one per identifier. Not safe for concurrent use: the lane holds its
/// lock.
/// </summary>
internal sealed class BulkQueue(PortWriterOptions options)
{
    private readonly LinkedList<PendingEntity> _ready = [];
    private readonly Dictionary<string, LinkedListNode<PendingEntity>> _byIdentifier = new(StringComparer.Ordinal);

    // With the version, if any, that arrived meanwhile and waits for the answer: so that it cannot overtake.
    private readonly Dictionary<string, PendingEntity?> _underWay = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>Whether nothing is ready to be sent.</summary>
    public bool IsEmpty => _ready.Count == 0;

    /// <summary>Whether nothing is ready, and no request is under way.</summary>
    public bool IsDrained => IsEmpty && _underWay.Count == 0;

    /// <summary>Whether what is ready fills a request.</summary>
    public bool IsFull => _ready.Count >= options.BatchLength || _bytes >= options.BatchBytes;

    /// <summary>When the entity that is ready longest arrived.</summary>
    public long OldestArrival => _ready.First!.Value.Arrived;

    /// <summary>Adds an entity, in place of one with the same identifier that is not under way yet.</summary>
    public void Add(PendingEntity entity)
    {
        if (_underWay.TryGetValue(entity.Identifier, out var held))
        {
            _underWay[entity.Identifier] = entity.Supersede(held);
        }
        else if (_byIdentifier.TryGetValue(entity.Identifier, out var earlier))
        {
            _bytes += entity.Length - earlier.Value.Length;
            earlier.Value = entity.Supersede(earlier.Value);
        }
        else
        {
            Append(entity);
        }
    }

    /// <summary>Takes the entities of the next request, at least one.</summary>
    public IReadOnlyList<PendingEntity> Take()
    {
        var batch = new List<PendingEntity>(options.BatchLength);
        var bytes = 0L;
        while (_ready.First is { Value: var next }
            && batch.Count < options.BatchLength
            && (batch.Count == 0 || bytes + next.Length <= options.BatchBytes))
        {
            _ready.RemoveFirst();
            _byIdentifier.Remove(next.Identifier);
            _underWay.Add(next.Identifier, null);
            bytes += next.Length;
            batch.Add(next);
        }

        _bytes -= bytes;
        return batch;
    }

    /// <summary>A request has been answered: what waited for it is ready.</summary>
    public void Done(IReadOnlyList<PendingEntity> batch)
    {
        foreach (var entity in batch)
        {
            _underWay.Remove(entity.Identifier, out var held);
            if (held is not null)
            {
                Append(held);
            }
        }
    }

    private void Append(PendingEntity entity)
    {
        _byIdentifier.Add(entity.Identifier, _ready.AddLast(entity));
        _bytes += entity.Length;
    }
}
