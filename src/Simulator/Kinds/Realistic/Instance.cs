using System.Globalization;
using System.Text.Json;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class Instance(int perScope) : SimulatedKind("AWS::EC2::Instance", "InstanceId")
{
    private static readonly string[] Types =
        ["t3.micro", "t3.medium", "m6i.large", "m7g.xlarge", "c6g.2xlarge", "r6i.4xlarge", "g5.xlarge"];

    protected override IdentifierForm Form => IdentifierForm.Hex;

    public override string IdentifierOf(in ResourceKey key) => key.HexId("i-");

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        var vpc = dice.Below(perScope);
        writer.WriteStartObject();
        writer.WriteString("InstanceId"u8, IdentifierOf(key));
        writer.WriteString("InstanceType"u8, dice.Pick<string>(Types));
        writer.WriteString("ImageId"u8, key.Other("AWS::EC2::Image", dice.Below(5)).HexId("ami-"));
        writer.WriteString("VpcId"u8, key.Other("AWS::EC2::VPC", vpc).HexId("vpc-"));
        writer.WriteString("SubnetId"u8, key.Other("AWS::EC2::Subnet", vpc).HexId("subnet-"));
        WriteNetwork(writer, key, dice);
        writer.WriteStartObject("State"u8);
        var running = dice.Chance(0.85);
        writer.WriteString("Code"u8, running ? "16" : "80");
        writer.WriteString("Name"u8, running ? "running" : "stopped");
        writer.WriteEndObject();
        WriteVolumes(writer, key, dice);
        WriteOptions(writer, dice);
        writer.WriteStartObject("CpuOptions"u8);
        writer.WriteNumber("CoreCount"u8, dice.Between(1, 16));
        writer.WriteNumber("ThreadsPerCore"u8, 2);
        writer.WriteEndObject();
        writer.WriteBoolean("EbsOptimized"u8, dice.Chance(0.5));
        writer.WriteBoolean("SourceDestCheck"u8, true);
        writer.WriteString("Tenancy"u8, "default"u8);
        writer.WriteString("KeyName"u8, dice.Chance(0.3) ? string.Empty : Words.Product(dice));
        writer.WriteNull("HostId"u8);
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }

    private void WriteNetwork(Utf8JsonWriter writer, in ResourceKey key, Dice dice)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"10.{dice.Below(256)}.{dice.Below(256)}.{dice.Between(4, 250)}");
        writer.WriteString("AvailabilityZone"u8, key.Region + dice.Pick<string>(["a", "b", "c"]));
        writer.WriteString("PrivateIp"u8, address);
        writer.WriteString("PrivateDnsName"u8, $"ip-{address.Replace('.', '-')}.{key.Region}.compute.internal");
        if (dice.Chance(0.3))
        {
            writer.WriteString("PublicIp"u8, string.Create(CultureInfo.InvariantCulture, $"203.0.113.{dice.Below(255)}"));
        }

        writer.WriteStartArray("SecurityGroupIds"u8);
        for (var i = dice.Between(1, Math.Min(3, perScope)); i > 0; i--)
        {
            writer.WriteStringValue(key.Other("AWS::EC2::SecurityGroup", (key.Index + i) % perScope).HexId("sg-"));
        }

        writer.WriteEndArray();
    }

    private void WriteVolumes(Utf8JsonWriter writer, in ResourceKey key, Dice dice)
    {
        var volume = key.Other("AWS::EC2::Volume", key.Index % perScope).HexId("vol-");
        writer.WriteStartArray("Volumes"u8);
        writer.WriteStartObject();
        writer.WriteString("Device"u8, "/dev/xvda"u8);
        writer.WriteString("VolumeId"u8, volume);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartArray("BlockDeviceMappings"u8);
        writer.WriteStartObject();
        writer.WriteString("DeviceName"u8, "/dev/xvda"u8);
        writer.WriteStartObject("Ebs"u8);
        writer.WriteString("VolumeId"u8, volume);
        writer.WriteString("VolumeType"u8, "gp3"u8);
        writer.WriteNumber("VolumeSize"u8, 8 << dice.Below(6));
        writer.WriteBoolean("DeleteOnTermination"u8, true);
        writer.WriteBoolean("Encrypted"u8, true);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartArray("NetworkInterfaces"u8);
        writer.WriteStartObject();
        writer.WriteString("NetworkInterfaceId"u8, key.Other("AWS::EC2::NetworkInterface", key.Index).HexId("eni-"));
        writer.WriteString("DeviceIndex"u8, "0"u8);
        writer.WriteBoolean("DeleteOnTermination"u8, true);
        writer.WriteString("Description"u8, string.Empty);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteOptions(Utf8JsonWriter writer, Dice dice)
    {
        writer.WriteStartObject("MetadataOptions"u8);
        writer.WriteString("HttpTokens"u8, dice.Chance(0.8) ? "required" : "optional");
        writer.WriteString("HttpEndpoint"u8, "enabled"u8);
        writer.WriteNumber("HttpPutResponseHopLimit"u8, dice.Between(1, 2));
        writer.WriteString("InstanceMetadataTags"u8, "disabled"u8);
        writer.WriteEndObject();
        writer.WriteStartObject("PrivateDnsNameOptions"u8);
        writer.WriteString("HostnameType"u8, "ip-name"u8);
        writer.WriteBoolean("EnableResourceNameDnsARecord"u8, false);
        writer.WriteBoolean("EnableResourceNameDnsAAAARecord"u8, false);
        writer.WriteEndObject();
        writer.WriteStartObject("EnclaveOptions"u8);
        writer.WriteBoolean("Enabled"u8, false);
        writer.WriteEndObject();
        writer.WriteBoolean("Monitoring"u8, dice.Chance(0.3));
        writer.WriteBoolean("DisableApiTermination"u8, dice.Chance(0.2));
    }
}
