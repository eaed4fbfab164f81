using Pipeline.Messaging.AmazonSqs.Clients;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>
/// When messages are hidden anew. The numbers are ours, chosen so that four tries that hang to their end, or eight that fail
/// at once, leave time for another: of 30 s, tries begin between the 12th and the 15th, take 3 s at most, and follow each other after
/// 0.1 s, 0.2 s and so on, up to 3 s. While nothing fails, ten messages cost one call in 12 s.
/// </summary>
/// <param name="visibility">For how long a message is hidden at a time.</param>
/// <param name="backoff">The waits after failures.</param>
internal sealed class ExtensionPace(TimeSpan visibility, Backoff backoff)
{
    // Looked at ten times in a visibility timeout: rarely enough that what came in one after the other shares calls.
    private const int Rounds = 10;

    private const double DueWithLeft = 0.6;

    private static readonly TimeSpan ShortestRound = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortestCall = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _round = Longer(visibility / Rounds, ShortestRound);

    /// <summary>How long a call may take. One that hangs must not take the time of all that could follow it.</summary>
    public TimeSpan CallLimit { get; } = Shorter(Longer(visibility / Rounds, ShortestCall), Deadlines.Request);

    /// <summary>Whether a message is to be hidden anew.</summary>
    /// <param name="left">For how long it still is.</param>
    public bool IsDue(TimeSpan left) => left < visibility * DueWithLeft;

    /// <summary>The wait before the next look.</summary>
    /// <param name="failures">How many have failed in a row.</param>
    public TimeSpan Next(int failures) => failures == 0 ? _round : Shorter(backoff.After(failures), _round);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
