using System.Globalization;
using System.Text.Json;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class Vpc() : SimulatedKind("AWS::EC2::VPC", "VpcId")
{
    protected override IdentifierForm Form => IdentifierForm.Hex;

    public override string IdentifierOf(in ResourceKey key) => key.HexId("vpc-");

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        var block = string.Create(CultureInfo.InvariantCulture, $"10.{key.Index % 256}.0.0/16");
        writer.WriteStartObject();
        writer.WriteString("VpcId"u8, IdentifierOf(key));
        writer.WriteString("InstanceTenancy"u8, "default"u8);
        writer.WriteString("CidrBlock"u8, block);
        writer.WriteStartArray("CidrBlockAssociations"u8);
        writer.WriteStringValue(key.Other("AWS::EC2::VPCCidrBlock", key.Index).HexId("vpc-cidr-assoc-"));
        writer.WriteEndArray();
        writer.WriteStartArray("Ipv6CidrBlocks"u8);
        writer.WriteEndArray();
        writer.WriteString("DefaultNetworkAcl"u8, key.Other("AWS::EC2::NetworkAcl", key.Index).HexId("acl-"));
        writer.WriteString("DefaultSecurityGroup"u8, key.Other("AWS::EC2::SecurityGroup", key.Index).HexId("sg-"));
        writer.WriteBoolean("EnableDnsSupport"u8, true);
        writer.WriteBoolean("EnableDnsHostnames"u8, dice.Chance(0.7));
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }
}
