using System.Collections.Concurrent;

namespace Pipeline.Ingress.LiveEvents.Inbox;

/// <summary>Which events of the inbox are on their way, and which of the messages they caused are not consumed yet.</summary>
internal sealed class InboxProgress
{
    private readonly ConcurrentDictionary<Guid, HashSet<Guid>> _underWay = new();

    /// <summary>Events on their way.</summary>
    public int Count => _underWay.Count;

    public bool IsOnItsWay(Guid id) => _underWay.ContainsKey(id);

    public void Begin(Guid id) => _underWay.TryAdd(id, []);

    /// <summary>A message that an event caused is about to be published.</summary>
    public void Published(Guid id, Guid message)
    {
        if (_underWay.TryGetValue(id, out var messages))
        {
            lock (messages)
            {
                messages.Add(message);
            }
        }
    }

    /// <summary>A message that an event caused was consumed. True when it was the last, and all that it caused is done.</summary>
    public bool Consumed(Guid id, Guid message)
    {
        if (!_underWay.TryGetValue(id, out var messages))
        {
            return false;
        }

        lock (messages)
        {
            return messages.Remove(message) && messages.Count == 0 && _underWay.TryRemove(id, out _);
        }
    }

    /// <summary>Something that an event caused was given up: it is on its way no longer, and not done.</summary>
    public void GivenUp(Guid id) => _underWay.TryRemove(id, out _);
}
