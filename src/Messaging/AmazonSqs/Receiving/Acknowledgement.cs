using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.AmazonSqs.Receiving;

/// <summary>What SQS is to be told of a message: that it is done with, or when it may be seen again.</summary>
/// <param name="receipt">The message's receipt at that time.</param>
/// <param name="visibleAfter">When it may be seen again; of no meaning for a delete.</param>
internal sealed class Acknowledgement(string receipt, TimeSpan visibleAfter = default)
    : BatchEntry(bytes: 0, CancellationToken.None)
{
    public string Receipt { get; } = receipt;

    public TimeSpan VisibleAfter { get; } = visibleAfter;
}
