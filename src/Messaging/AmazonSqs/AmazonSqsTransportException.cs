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
}
