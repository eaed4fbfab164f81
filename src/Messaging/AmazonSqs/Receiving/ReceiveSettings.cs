namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>How an endpoint reads its queue.</summary>
/// <param name="Queue">The queue's name.</param>
/// <param name="Concurrency">Messages worked on at one time.</param>
/// <param name="Prefetch">Messages received and not yet deleted at one time.</param>
/// <param name="WaitSeconds">How long a poll waits.</param>
/// <param name="RedeliverAfter">When a message comes back that could neither be handled nor moved.</param>
/// <param name="MaxVisibility">How long a message may be worked on.</param>
internal sealed record ReceiveSettings(
    string Queue, int Concurrency, int Prefetch, int WaitSeconds, TimeSpan RedeliverAfter, TimeSpan MaxVisibility)
{
    /// <summary>What waits here could be worked on elsewhere: no more waits than is worked on.</summary>
    public const int PrefetchFactor = 2;
}
