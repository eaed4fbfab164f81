namespace Pipeline.Messaging.DeadLetters;

/// <summary>How letters are replayed.</summary>
public sealed record ReplayOptions
{
    /// <summary>The rate when none is given: some thousand messages in a minute, which leaves the stages room for their own.</summary>
    public const int DefaultPerSecond = 50;

    /// <summary>Messages sent in a second at most; from 1.</summary>
    public int PerSecond { get; init; } = DefaultPerSecond;

    /// <summary>Letters replayed at most; those left are left to another replay.</summary>
    public int Most { get; init; } = int.MaxValue;

    /// <summary>Told how many were replayed so far.</summary>
    public Action<int>? Progress { get; init; }
}
