namespace Pipeline.Messaging.DeadLetters;

/// <summary>Counts what a replay does.</summary>
public sealed class ReplayCount(ReplayOptions options)
{
    private readonly List<string> _reasons = [];
    private int _replayed;
    private int _kept;
    private int _heldElsewhere;

    /// <summary>How many more may be replayed.</summary>
    public int Left => options.Most - _replayed;

    /// <summary>Some were sent.</summary>
    public void Sent(int count)
    {
        _replayed += count;
        options.Progress?.Invoke(_replayed);
    }

    /// <summary>Another process has some in hand.</summary>
    public void HeldElsewhere(int count) => _heldElsewhere += count;

    /// <summary>One stays.</summary>
    public void Kept(string reason)
    {
        _kept++;
        if (_reasons.Count < ReplayResult.ReasonsTold)
        {
            _reasons.Add(reason);
        }
    }

    /// <summary>The result.</summary>
    public ReplayResult Result(bool hasMore) => new()
    {
        Replayed = _replayed,
        Kept = _kept,
        Reasons = _reasons,
        HeldElsewhere = _heldElsewhere,
        HasMore = hasMore || _heldElsewhere > 0,
    };
}
