using System.Text.Json;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class LogGroup(int perScope) : SimulatedKind("AWS::Logs::LogGroup", "LogGroupName")
{
    public override string IdentifierOf(in ResourceKey key) => $"/aws/{(key.Index % 2 == 0 ? "lambda" : "ecs")}/{key.Name()}";

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("LogGroupName"u8, IdentifierOf(key));
        writer.WriteString("Arn"u8, $"arn:aws:logs:{key.Region}:{key.Account}:log-group:{IdentifierOf(key)}:*");
        writer.WriteString("LogGroupClass"u8, dice.Chance(0.8) ? "STANDARD" : "INFREQUENT_ACCESS");
        if (dice.Chance(0.7))
        {
            writer.WriteNumber("RetentionInDays"u8, dice.Pick<int>([1, 7, 14, 30, 90, 365]));
        }

        if (dice.Chance(0.5))
        {
            writer.WriteString("KmsKeyId"u8, KmsKey.ArnOf(key.Other("AWS::KMS::Key", dice.Below(perScope))));
        }

        writer.WriteStartArray("FieldIndexPolicies"u8);
        writer.WriteEndArray();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }
}
