using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>What SQS is to be told of a message: that it is done with, or when it may be seen again.</summary>
/// <param name="delivery">The message.</param>
/// <param name="receipt">Its receipt at that time.</param>
/// <param name="visibleAfter">When it may be seen again; of no meaning for a delete.</param>
internal sealed class Acknowledgement(Delivery delivery, string receipt, TimeSpan visibleAfter = default)
    : BatchEntry(bytes: 0, CancellationToken.None)
{
    public Delivery Delivery { get; } = delivery;

    public string Receipt { get; } = receipt;

    public TimeSpan VisibleAfter { get; } = visibleAfter;
}
