using MassTransit.Context;

namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>A message being sent, with what FIFO queues and topics want to know.</summary>
internal sealed class SqsSendContext<T>(T message, CancellationToken cancellationToken)
    : MessageSendContext<T>(message, cancellationToken), IAmazonSqsSendContext
    where T : class
{
    public string? GroupId { get; set; }

    public string? DeduplicationId { get; set; }

    public override void WritePropertiesTo(IDictionary<string, object> properties)
    {
        base.WritePropertiesTo(properties);
        SqsProperties.Write(properties, GroupId, DeduplicationId);
    }

    public override void ReadPropertiesFrom(IReadOnlyDictionary<string, object> properties)
    {
        base.ReadPropertiesFrom(properties);
        GroupId = ReadString(properties, SqsProperties.GroupId);
        DeduplicationId = ReadString(properties, SqsProperties.DeduplicationId);
    }
}
