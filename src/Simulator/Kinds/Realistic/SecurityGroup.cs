using System.Globalization;
using System.Text.Json;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class SecurityGroup(int perScope) : SimulatedKind("AWS::EC2::SecurityGroup", "Id")
{
    protected override IdentifierForm Form => IdentifierForm.Hex;

    public override string IdentifierOf(in ResourceKey key) => key.HexId("sg-");

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("Id"u8, IdentifierOf(key));
        writer.WriteString("GroupId"u8, IdentifierOf(key));
        writer.WriteString("GroupName"u8, key.Name());
        writer.WriteString("GroupDescription"u8, Words.Sentence(dice));
        writer.WriteString("VpcId"u8, key.Other("AWS::EC2::VPC", dice.Below(perScope)).HexId("vpc-"));
        WriteRules(writer, "SecurityGroupIngress"u8, dice, dice.Between(0, 5));
        WriteRules(writer, "SecurityGroupEgress"u8, dice, 1);
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Dice dice, int count)
    {
        writer.WriteStartArray(name);
        for (var i = 0; i < count; i++)
        {
            var port = dice.Pick<int>([22, 80, 443, 5432, 6379, 8080]);
            writer.WriteStartObject();
            writer.WriteString("IpProtocol"u8, "tcp"u8);
            writer.WriteNumber("FromPort"u8, port);
            writer.WriteNumber("ToPort"u8, port);
            writer.WriteString("CidrIp"u8, dice.Chance(0.2) ? "0.0.0.0/0" : string.Create(CultureInfo.InvariantCulture, $"10.{dice.Below(256)}.0.0/16"));
            writer.WriteString("Description"u8, dice.Chance(0.5) ? string.Empty : Words.Sentence(dice));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
