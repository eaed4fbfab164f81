using System.Text.Json;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class Queue() : SimulatedKind("AWS::SQS::Queue", "QueueUrl")
{
    private const string Fifo = ".fifo";

    public override bool ListsIdentifiersOnly => true;

    public override string IdentifierOf(in ResourceKey key) => $"https://sqs.{key.Region}.amazonaws.com/{key.Account}/{NameOf(key)}";

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("QueueUrl"u8, IdentifierOf(key));
        writer.WriteString("QueueName"u8, NameOf(key));
        writer.WriteString("Arn"u8, $"arn:aws:sqs:{key.Region}:{key.Account}:{NameOf(key)}");
        writer.WriteNumber("VisibilityTimeout"u8, dice.Between(1, 40) * 30);
        writer.WriteNumber("MessageRetentionPeriod"u8, dice.Between(1, 14) * 86400);
        writer.WriteNumber("MaximumMessageSize"u8, 262144);
        writer.WriteNumber("DelaySeconds"u8, dice.Chance(0.8) ? 0 : 15);
        writer.WriteNumber("ReceiveMessageWaitTimeSeconds"u8, 20);
        writer.WriteBoolean("SqsManagedSseEnabled"u8, true);
        if (IsFifo(key))
        {
            writer.WriteBoolean("FifoQueue"u8, true);
            writer.WriteBoolean("ContentBasedDeduplication"u8, dice.Chance(0.5));
        }

        writer.WriteStartObject("RedrivePolicy"u8);
        writer.WriteString("deadLetterTargetArn"u8, $"arn:aws:sqs:{key.Region}:{key.Account}:{NameOf(key)}-dead");
        writer.WriteNumber("maxReceiveCount"u8, dice.Between(3, 10));
        writer.WriteEndObject();
        WriteTags(writer, key, dice, NameOf(key));
        writer.WriteEndObject();
    }

    protected override ReadOnlySpan<char> NumberedPart(string identifier) =>
        identifier.EndsWith(Fifo, StringComparison.Ordinal) ? identifier.AsSpan(0, identifier.Length - Fifo.Length) : identifier;

    private static string NameOf(in ResourceKey key) => IsFifo(key) ? key.Name() + Fifo : key.Name();

    private static bool IsFifo(in ResourceKey key) => key.Index % 5 == 4;
}
