namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>The last messages that were handled but perhaps not deleted: when one comes back, it need not be handled again.</summary>
internal sealed class RecentlyHandled
{
    public const int Capacity = 1_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<string>> _known = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _byAge = [];

    public void Add(string messageId)
    {
        lock (_lock)
        {
            if (_known.TryGetValue(messageId, out var node))
            {
                _byAge.Remove(node);
            }
            else if (_known.Count == Capacity)
            {
                _known.Remove(_byAge.First!.Value);
                _byAge.RemoveFirst();
            }

            _known[messageId] = _byAge.AddLast(messageId);
        }
    }

    public bool Contains(string messageId)
    {
        lock (_lock)
        {
            return _known.ContainsKey(messageId);
        }
    }
}
