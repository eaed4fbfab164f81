using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>
/// Room for the messages of a queue that are here, by their number and by the bytes of their bodies. How large those are that a
/// poll will bring is guessed from the last ones; the first are taken to be as large as a topic delivers them.
/// </summary>
/// <param name="messages">How many may be here.</param>
/// <param name="bytes">How many bytes they may have together. One message may be here whatever its size.</param>
internal sealed class ReceiveRoom(int messages, long bytes)
{
    private const int Remembered = 8;
    private const long Smallest = 1_024;

    private readonly Lock _lock = new();
    private TaskCompletionSource? _changed;
    private int _reserved;
    private int _here;
    private long _bytes;
    private long _expected = ServiceLimits.TopicBytes;

    /// <summary>Waits for room, and takes as much as there is.</summary>
    /// <returns>For how many messages, from 1 to ten.</returns>
    public async Task<int> ReserveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (Free() is var count and > 0)
                {
                    _reserved += count;
                    return count;
                }

                _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Gives back what was reserved and no message came for.</summary>
    public void Unreserve(int count) => Change(count, here: 0, size: 0);

    /// <summary>A message has come for which room was reserved.</summary>
    public void Enter(int size) => Change(reserved: 1, here: 1, size);

    /// <summary>A message that came is not here any more.</summary>
    public void Leave(int size) => Change(reserved: 0, here: -1, -size);

    private void Change(int reserved, int here, long size)
    {
        TaskCompletionSource? changed;
        lock (_lock)
        {
            (_reserved, _here, _bytes) = (_reserved - reserved, _here + here, _bytes + size);
            if (here > 0)
            {
                _expected = Math.Max(Smallest, (((Remembered - 1) * _expected) + size) / Remembered);
            }

            (changed, _changed) = (_changed, null);
        }

        changed?.SetResult();
    }

    private int Free()
    {
        var least = _here + _reserved == 0 ? 1 : 0;
        var most = Math.Min(messages - _here - _reserved, ServiceLimits.Entries);
        return (int)Math.Clamp((bytes - _bytes - (_reserved * _expected)) / _expected, least, most);
    }
}
