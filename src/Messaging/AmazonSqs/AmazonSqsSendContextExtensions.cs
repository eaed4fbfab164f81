using MassTransit;
using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.AmazonSqs;

/// <summary>Sets what FIFO queues and topics want to know of a message.</summary>
public static class AmazonSqsSendContextExtensions
{
    /// <summary>Names the group in which the message keeps its order.</summary>
    /// <exception cref="ArgumentException">The message goes over another transport.</exception>
    public static void SetGroupId(this SendContext context, string groupId) => Of(context).GroupId = groupId;

    /// <summary>Names what makes a repetition of the message known within five minutes. Without it, that is its id.</summary>
    /// <exception cref="ArgumentException">The message goes over another transport.</exception>
    public static void SetDeduplicationId(this SendContext context, string deduplicationId) => Of(context).DeduplicationId = deduplicationId;

    private static IAmazonSqsSendContext Of(SendContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.TryGetPayload<IAmazonSqsSendContext>(out var sqs)
            ? sqs
            : throw new ArgumentException("The message does not go over SNS or SQS.", nameof(context));
    }
}
