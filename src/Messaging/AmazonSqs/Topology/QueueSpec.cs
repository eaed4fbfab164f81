namespace Pipeline.Messaging.AmazonSqs.Topology;

/// <summary>A queue that an endpoint reads, with its two companions: <c>_error</c>, which is its redrive target too, and <c>_skipped</c>.</summary>
public sealed record QueueSpec
{
    /// <summary>The queue's name; one that ends in <c>.fifo</c> is a FIFO queue.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Of <see cref="MaxReceiveCount"/>. Each death of a process costs what it held a receive, and nobody reads what SQS
    /// moves: ten deaths within one listing, as in a deployment that goes wrong, are not the message's fault.
    /// </summary>
    public const int DefaultMaxReceiveCount = 20;

    /// <summary>How often a message is received before SQS itself moves it to the error queue, from 1 to 1,000.</summary>
    public int MaxReceiveCount { get; init; } = DefaultMaxReceiveCount;

    /// <summary>False for a queue that is not of the bus: nothing is ever skipped there.</summary>
    public bool HasSkipped { get; init; } = true;

    /// <summary>
    /// Attributes the queue is created with, by SQS's names, beyond the defaults. A queue that exists keeps its own.
    /// </summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
