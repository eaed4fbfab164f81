using System.Globalization;
using System.Text.Json;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class EcsService(int perScope) : SimulatedKind("AWS::ECS::Service", "ServiceArn", "Cluster")
{
    public override string IdentifierOf(in ResourceKey key) => $"{ArnOf(key)}|{EcsCluster.ArnOf(ClusterOf(key))}";

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        var task = key.Name();
        writer.WriteStartObject();
        writer.WriteString("ServiceArn"u8, ArnOf(key));
        writer.WriteString("ServiceName"u8, key.Name());
        writer.WriteString("Name"u8, key.Name());
        writer.WriteString("Cluster"u8, EcsCluster.ArnOf(ClusterOf(key)));
        writer.WriteString("TaskDefinition"u8, string.Create(CultureInfo.InvariantCulture, $"arn:aws:ecs:{key.Region}:{key.Account}:task-definition/{task}:{dice.Between(1, 90)}"));
        writer.WriteNumber("DesiredCount"u8, dice.Below(12));
        writer.WriteString("LaunchType"u8, dice.Pick<string>(["FARGATE", "EC2"]));
        writer.WriteString("SchedulingStrategy"u8, "REPLICA"u8);
        writer.WriteString("PlatformVersion"u8, "LATEST"u8);
        writer.WriteBoolean("EnableECSManagedTags"u8, dice.Chance(0.5));
        writer.WriteBoolean("EnableExecuteCommand"u8, dice.Chance(0.2));
        writer.WriteString("PropagateTags"u8, "SERVICE"u8);
        WriteDeployment(writer, dice);
        WriteNetwork(writer, key, dice);
        writer.WriteStartArray("LoadBalancers"u8);
        if (dice.Chance(0.4))
        {
            writer.WriteStartObject();
            writer.WriteString("ContainerName"u8, Words.Product(dice));
            writer.WriteNumber("ContainerPort"u8, 8080);
            writer.WriteString("TargetGroupArn"u8, $"arn:aws:elasticloadbalancing:{key.Region}:{key.Account}:targetgroup/{task}/{key.HexId(string.Empty)}");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }

    protected override ReadOnlySpan<char> NumberedPart(string identifier)
    {
        var end = identifier.IndexOf('|', StringComparison.Ordinal);
        return end < 0 ? identifier : identifier.AsSpan(0, end);
    }

    private static void WriteDeployment(Utf8JsonWriter writer, Dice dice)
    {
        writer.WriteStartObject("DeploymentConfiguration"u8);
        writer.WriteNumber("MaximumPercent"u8, 200);
        writer.WriteNumber("MinimumHealthyPercent"u8, dice.Chance(0.5) ? 100 : 50);
        writer.WriteStartObject("DeploymentCircuitBreaker"u8);
        writer.WriteBoolean("Enable"u8, true);
        writer.WriteBoolean("Rollback"u8, dice.Chance(0.5));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteNetwork(Utf8JsonWriter writer, in ResourceKey key, Dice dice)
    {
        writer.WriteStartObject("NetworkConfiguration"u8);
        writer.WriteStartObject("AwsvpcConfiguration"u8);
        writer.WriteString("AssignPublicIp"u8, "DISABLED"u8);
        writer.WriteStartArray("SecurityGroups"u8);
        writer.WriteStringValue(key.Other("AWS::EC2::SecurityGroup", dice.Below(perScope)).HexId("sg-"));
        writer.WriteEndArray();
        writer.WriteStartArray("Subnets"u8);
        writer.WriteStringValue(key.Other("AWS::EC2::Subnet", dice.Below(perScope)).HexId("subnet-"));
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string ArnOf(in ResourceKey key) =>
        $"arn:aws:ecs:{key.Region}:{key.Account}:service/{ClusterName(key)}/{key.Name()}";

    private static string ClusterName(in ResourceKey key) => ClusterOf(key).Name();

    // Ten services share a cluster.
    private static ResourceKey ClusterOf(in ResourceKey key) => key.Other("AWS::ECS::Cluster", key.Index / 10);
}
