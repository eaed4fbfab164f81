using MassTransit;

namespace Pipeline.Messaging.AmazonSqs;

/// <summary>SQS or SNS did not do what was asked, or would not do it if it were.</summary>
public sealed class AmazonSqsTransportException : MassTransitException
{
    /// <summary>Says what is wrong.</summary>
    public AmazonSqsTransportException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong, and why.</summary>
    public AmazonSqsTransportException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    /// <summary>It was tried for as long as it could be: nothing is wrong with what was sent, and later it may be taken.</summary>
    public bool IsOutage { get; init; }

    /// <summary>Whether a failure comes of one of these that is an outage.</summary>
    internal static bool IsBehind(Exception? failure) => failure switch
    {
        null => false,
        AmazonSqsTransportException { IsOutage: true } => true,
        _ => IsBehind(failure.InnerException),
    };
}
