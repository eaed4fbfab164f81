using System.Text.Json;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class Secret(int perScope) : SimulatedKind("AWS::SecretsManager::Secret", "Id")
{
    public override string IdentifierOf(in ResourceKey key) => $"arn:aws:secretsmanager:{key.Region}:{key.Account}:secret:{key.Name()}";

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("Id"u8, IdentifierOf(key));
        writer.WriteString("Name"u8, key.Name());
        writer.WriteString("Description"u8, Words.Sentence(dice));
        if (dice.Chance(0.6))
        {
            writer.WriteString("KmsKeyId"u8, KmsKey.ArnOf(key.Other("AWS::KMS::Key", dice.Below(perScope))));
        }

        writer.WriteStartArray("ReplicaRegions"u8);
        writer.WriteEndArray();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }
}
