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

    /// <summary>
    /// What the bodies of an endpoint's messages have together: 20 pages of 200 KB, more than PortWriter has room to write at
    /// one time. Deserialized, a body takes about four times its size; with 64 pages here PortWriter took 30 MB more.
    /// </summary>
    public const long BytesHere = 4 * 1024 * 1024;
}
