using MassTransit;

namespace Pipeline.Messaging.AmazonSqs;

/// <summary>Configures an endpoint that reads a queue, named as in the package that takes this one's place.</summary>
public interface IAmazonSqsReceiveEndpointConfigurator : IReceiveEndpointConfigurator
{
    /// <summary>
    /// How long a poll waits for messages: 1 to 20 s, by default 20. Stopping the endpoint takes as long at most, because
    /// a poll is not aborted.
    /// </summary>
    ushort WaitTimeSeconds { set; }

    /// <summary>After how many seconds a message is tried again that could neither be handled nor moved away; 1 by default.</summary>
    int RedeliverVisibilityTimeout { set; }

    /// <summary>How long a message may be worked on, at most 12 h: what SQS allows. Its handler is cancelled then.</summary>
    TimeSpan MaxVisibilityTimeout { set; }

    /// <summary>How often a message is received before SQS moves it to the error queue, 10 by default. This is not in the official package.</summary>
    int MaxReceiveCount { set; }

    /// <summary>Attributes to create the queue with, by SQS's names. A queue that exists keeps its own.</summary>
    IDictionary<string, object> QueueAttributes { get; }

    /// <summary>Subscribes the queue to a message type's topic. Consumers do that by themselves.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    void Subscribe<T>()
        where T : class;
}
