using System.Text.Json;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class KmsKey() : SimulatedKind("AWS::KMS::Key", "KeyId")
{
    public override bool ListsIdentifiersOnly => true;

    protected override IdentifierForm Form => IdentifierForm.Hex;

    public static string ArnOf(in ResourceKey key) => $"arn:aws:kms:{key.Region}:{key.Account}:key/{key.Uuid()}";

    public override string IdentifierOf(in ResourceKey key) => key.Uuid();

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("KeyId"u8, key.Uuid());
        writer.WriteString("Arn"u8, ArnOf(key));
        writer.WriteString("Description"u8, dice.Chance(0.3) ? string.Empty : Words.Sentence(dice));
        writer.WriteBoolean("Enabled"u8, dice.Chance(0.95));
        writer.WriteBoolean("EnableKeyRotation"u8, dice.Chance(0.7));
        writer.WriteString("KeySpec"u8, "SYMMETRIC_DEFAULT"u8);
        writer.WriteString("KeyUsage"u8, "ENCRYPT_DECRYPT"u8);
        writer.WriteBoolean("MultiRegion"u8, dice.Chance(0.1));
        writer.WriteString("Origin"u8, "AWS_KMS"u8);
        writer.WriteStartObject("KeyPolicy"u8);
        writer.WriteString("Version"u8, "2012-10-17"u8);
        writer.WriteString("Id"u8, "key-default-1"u8);
        writer.WriteStartArray("Statement"u8);
        writer.WriteStartObject();
        writer.WriteString("Sid"u8, "Enable IAM User Permissions"u8);
        writer.WriteString("Effect"u8, "Allow"u8);
        writer.WriteStartObject("Principal"u8);
        writer.WriteString("AWS"u8, $"arn:aws:iam::{key.Account}:root");
        writer.WriteEndObject();
        writer.WriteString("Action"u8, "kms:*"u8);
        writer.WriteString("Resource"u8, "*"u8);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }
}
