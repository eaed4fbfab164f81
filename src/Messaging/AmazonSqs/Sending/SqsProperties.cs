namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>The names under which a message's FIFO properties are kept while it is scheduled or redelivered.</summary>
internal static class SqsProperties
{
    public const string GroupId = "SQS-GroupId";
    public const string DeduplicationId = "SQS-DeduplicationId";

    public static void Write(IDictionary<string, object> properties, string? groupId, string? deduplicationId)
    {
        if (!string.IsNullOrWhiteSpace(groupId))
        {
            properties[GroupId] = groupId;
        }

        if (!string.IsNullOrWhiteSpace(deduplicationId))
        {
            properties[DeduplicationId] = deduplicationId;
        }
    }
}
