namespace Pipeline.PortWriter.Bulk;

/// <summary>
/// Entities of one lane in the order they came, one per identifier. Not safe for concurrent use: the lane holds its
/// lock.
/// </summary>
internal sealed class BulkQueue(PortWriterOptions options)
{
    private readonly LinkedList<PendingEntity> _order = [];
    private readonly Dictionary<string, LinkedListNode<PendingEntity>> _byIdentifier = new(StringComparer.Ordinal);
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private long _bytes;

    public bool IsEmpty => _order.Count == 0;

    /// <summary>Whether what waits fills a request.</summary>
    public bool IsFull => _order.Count >= options.BatchLength || _bytes >= options.BatchBytes;

    /// <summary>When the entity that waits longest arrived.</summary>
    public long OldestArrival => _order.First!.Value.Arrived;

    /// <summary>Adds an entity, in place of one with the same identifier that still waits.</summary>
    public PendingEntity Add(string identifier, ReadOnlyMemory<byte> body, long now)
    {
        _bytes += body.Length;
        if (_byIdentifier.TryGetValue(identifier, out var waiting))
        {
            _bytes -= waiting.Value.Body.Length;
            waiting.Value.Supersede(body);
            return waiting.Value;
        }

        var pending = new PendingEntity(identifier, body, now);
        _byIdentifier.Add(identifier, _order.AddLast(pending));
        return pending;
    }

    /// <summary>
    /// Takes the next request's entities. One whose earlier version is under way waits for it, so that the later
    /// cannot overtake.
    /// </summary>
    public IReadOnlyList<PendingEntity> Take()
    {
        var batch = new List<PendingEntity>(options.BatchLength);
        var bytes = 0L;
        for (var node = _order.First; node is not null && batch.Count < options.BatchLength;)
        {
            var next = node.Next;
            var entity = node.Value;
            if (batch.Count > 0 && bytes + entity.Body.Length > options.BatchBytes)
            {
                break;
            }

            if (_underWay.Add(entity.Identifier))
            {
                Remove(node);
                batch.Add(entity);
                bytes += entity.Body.Length;
            }

            node = next;
        }

        return batch;
    }

    /// <summary>A request has been answered.</summary>
    public void Done(IReadOnlyList<PendingEntity> batch)
    {
        foreach (var entity in batch)
        {
            _underWay.Remove(entity.Identifier);
        }
    }

    private void Remove(LinkedListNode<PendingEntity> node)
    {
        _bytes -= node.Value.Body.Length;
        _byIdentifier.Remove(node.Value.Identifier);
        _order.Remove(node);
    }
}
