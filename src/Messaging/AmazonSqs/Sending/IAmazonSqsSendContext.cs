namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>What FIFO queues and topics want to know of a message.</summary>
internal interface IAmazonSqsSendContext
{
    string? GroupId { get; set; }

    string? DeduplicationId { get; set; }
}
