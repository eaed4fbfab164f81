using System.Text.Json;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class Topic() : SimulatedKind("AWS::SNS::Topic", "TopicArn")
{
    public override bool ListsIdentifiersOnly => true;

    public override string IdentifierOf(in ResourceKey key) => $"arn:aws:sns:{key.Region}:{key.Account}:{key.Name()}";

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("TopicArn"u8, IdentifierOf(key));
        writer.WriteString("TopicName"u8, key.Name());
        writer.WriteString("DisplayName"u8, dice.Chance(0.5) ? string.Empty : Words.Sentence(dice));
        writer.WriteBoolean("FifoTopic"u8, false);
        writer.WriteString("TracingConfig"u8, "PassThrough"u8);
        writer.WriteStartArray("Subscription"u8);
        for (var i = dice.Between(0, 3); i > 0; i--)
        {
            writer.WriteStartObject();
            writer.WriteString("Protocol"u8, dice.Pick<string>(["sqs", "lambda", "email"]));
            writer.WriteString("Endpoint"u8, $"arn:aws:sqs:{key.Region}:{key.Account}:{Words.Product(dice)}");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("DeliveryStatusLogging"u8);
        writer.WriteEndArray();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }
}
