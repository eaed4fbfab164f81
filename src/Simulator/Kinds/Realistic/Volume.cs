using System.Text.Json;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class Volume(int perScope) : SimulatedKind("AWS::EC2::Volume", "VolumeId")
{
    protected override IdentifierForm Form => IdentifierForm.Hex;

    public override string IdentifierOf(in ResourceKey key) => key.HexId("vol-");

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("VolumeId"u8, IdentifierOf(key));
        writer.WriteString("VolumeType"u8, dice.Pick<string>(["gp3", "gp2", "io2", "st1"]));
        writer.WriteNumber("Size"u8, 8 << dice.Below(8));
        writer.WriteNumber("Iops"u8, dice.Between(1, 16) * 1000);
        writer.WriteNumber("Throughput"u8, 125);
        writer.WriteString("AvailabilityZone"u8, key.Region + dice.Pick<string>(["a", "b", "c"]));
        writer.WriteBoolean("Encrypted"u8, dice.Chance(0.8));
        writer.WriteString("KmsKeyId"u8, KmsKey.ArnOf(key.Other("AWS::KMS::Key", dice.Below(perScope))));
        writer.WriteBoolean("MultiAttachEnabled"u8, false);
        writer.WriteBoolean("AutoEnableIO"u8, false);
        writer.WriteString("SnapshotId"u8, string.Empty);
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }
}
