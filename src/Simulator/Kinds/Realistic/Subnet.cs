using System.Globalization;
using System.Text.Json;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class Subnet(int perScope) : SimulatedKind("AWS::EC2::Subnet", "SubnetId")
{
    protected override IdentifierForm Form => IdentifierForm.Hex;

    public override string IdentifierOf(in ResourceKey key) => key.HexId("subnet-");

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("SubnetId"u8, IdentifierOf(key));
        // Instances take subnet and network of the same number, and so agree with this.
        writer.WriteString("VpcId"u8, key.Other("AWS::EC2::VPC", key.Index % perScope).HexId("vpc-"));
        writer.WriteString("CidrBlock"u8, string.Create(CultureInfo.InvariantCulture, $"10.{key.Index % 256}.{dice.Below(16) * 16}.0/20"));
        writer.WriteString("AvailabilityZone"u8, key.Region + dice.Pick<string>(["a", "b", "c"]));
        writer.WriteString("AvailabilityZoneId"u8, dice.Pick<string>(["az1", "az2", "az3"]));
        writer.WriteBoolean("MapPublicIpOnLaunch"u8, dice.Chance(0.3));
        writer.WriteBoolean("AssignIpv6AddressOnCreation"u8, false);
        writer.WriteBoolean("EnableDns64"u8, false);
        writer.WriteStartArray("Ipv6CidrBlocks"u8);
        writer.WriteEndArray();
        writer.WriteString("NetworkAclAssociationId"u8, key.Other("AWS::EC2::NetworkAcl", key.Index).HexId("aclassoc-"));
        writer.WriteStartObject("PrivateDnsNameOptionsOnLaunch"u8);
        writer.WriteString("HostnameType"u8, "ip-name"u8);
        writer.WriteBoolean("EnableResourceNameDnsARecord"u8, false);
        writer.WriteEndObject();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }
}
