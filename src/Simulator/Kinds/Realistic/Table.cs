using System.Text.Json;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class Table() : SimulatedKind("AWS::DynamoDB::Table", "TableName")
{
    public override bool ListsIdentifiersOnly => true;

    public override string IdentifierOf(in ResourceKey key) => key.Name();

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("TableName"u8, key.Name());
        writer.WriteString("Arn"u8, $"arn:aws:dynamodb:{key.Region}:{key.Account}:table/{key.Name()}");
        writer.WriteString("TableClass"u8, "STANDARD"u8);
        WriteKeys(writer, "AttributeDefinitions"u8, "AttributeType"u8, "S", "N");
        WriteKeys(writer, "KeySchema"u8, "KeyType"u8, "HASH", "RANGE");
        WriteCapacity(writer, dice);
        writer.WriteBoolean("DeletionProtectionEnabled"u8, dice.Chance(0.4));
        writer.WriteStartObject("PointInTimeRecoverySpecification"u8);
        writer.WriteBoolean("PointInTimeRecoveryEnabled"u8, dice.Chance(0.6));
        writer.WriteEndObject();
        writer.WriteStartObject("TimeToLiveSpecification"u8);
        writer.WriteBoolean("Enabled"u8, dice.Chance(0.3));
        writer.WriteString("AttributeName"u8, "expiresAt"u8);
        writer.WriteEndObject();
        writer.WriteStartArray("GlobalSecondaryIndexes"u8);
        writer.WriteEndArray();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }

    private static void WriteCapacity(Utf8JsonWriter writer, Dice dice)
    {
        if (dice.Chance(0.6))
        {
            writer.WriteString("BillingMode"u8, "PAY_PER_REQUEST"u8);
            return;
        }

        writer.WriteString("BillingMode"u8, "PROVISIONED"u8);
        writer.WriteStartObject("ProvisionedThroughput"u8);
        writer.WriteNumber("ReadCapacityUnits"u8, dice.Between(1, 100));
        writer.WriteNumber("WriteCapacityUnits"u8, dice.Between(1, 50));
        writer.WriteEndObject();
    }

    private static void WriteKeys(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> type, string first, string second)
    {
        writer.WriteStartArray(name);
        foreach (var (attribute, value) in new[] { ("pk", first), ("sk", second) })
        {
            writer.WriteStartObject();
            writer.WriteString("AttributeName"u8, attribute);
            writer.WriteString(type, value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
