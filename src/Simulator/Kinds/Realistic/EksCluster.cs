using System.Text.Json;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class EksCluster(int perScope) : SimulatedKind("AWS::EKS::Cluster", "Name")
{
    public override bool ListsIdentifiersOnly => true;

    public override string IdentifierOf(in ResourceKey key) => key.Name();

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("Name"u8, key.Name());
        writer.WriteString("Arn"u8, $"arn:aws:eks:{key.Region}:{key.Account}:cluster/{key.Name()}");
        writer.WriteString("Version"u8, dice.Pick<string>(["1.31", "1.32", "1.33"]));
        writer.WriteString("Endpoint"u8, $"https://{key.HexId(string.Empty)}.gr7.{key.Region}.eks.amazonaws.com");
        writer.WriteString("RoleArn"u8, Role.ArnOf(key.Other("AWS::IAM::Role", dice.Below(perScope), "global")));
        writer.WriteString("ClusterSecurityGroupId"u8, key.Other("AWS::EC2::SecurityGroup", dice.Below(perScope)).HexId("sg-"));
        WriteNetwork(writer, key, dice);
        writer.WriteStartObject("AccessConfig"u8);
        writer.WriteString("AuthenticationMode"u8, "API_AND_CONFIG_MAP"u8);
        writer.WriteEndObject();
        writer.WriteStartObject("Logging"u8);
        writer.WriteStartObject("ClusterLogging"u8);
        writer.WriteStartArray("EnabledTypes"u8);
        foreach (var type in dice.Chance(0.5) ? ["api", "audit"] : Array.Empty<string>())
        {
            writer.WriteStartObject();
            writer.WriteString("Type"u8, type);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }

    private void WriteNetwork(Utf8JsonWriter writer, in ResourceKey key, Dice dice)
    {
        var first = dice.Below(perScope);
        writer.WriteStartObject("ResourcesVpcConfig"u8);
        writer.WriteBoolean("EndpointPublicAccess"u8, dice.Chance(0.4));
        writer.WriteBoolean("EndpointPrivateAccess"u8, true);
        writer.WriteStartArray("SubnetIds"u8);
        for (var i = 0; i < Math.Min(3, perScope); i++)
        {
            writer.WriteStringValue(key.Other("AWS::EC2::Subnet", (first + i) % perScope).HexId("subnet-"));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
