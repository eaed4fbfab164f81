using System.Text.Json;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class EcsCluster() : SimulatedKind("AWS::ECS::Cluster", "ClusterName")
{
    public override bool ListsIdentifiersOnly => true;

    public static string ArnOf(in ResourceKey key) => $"arn:aws:ecs:{key.Region}:{key.Account}:cluster/{key.Name()}";

    public override string IdentifierOf(in ResourceKey key) => key.Name();

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("ClusterName"u8, key.Name());
        writer.WriteString("Arn"u8, ArnOf(key));
        writer.WriteStartArray("CapacityProviders"u8);
        foreach (var provider in dice.Chance(0.5) ? ["FARGATE", "FARGATE_SPOT"] : Array.Empty<string>())
        {
            writer.WriteStringValue(provider);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("ClusterSettings"u8);
        writer.WriteStartObject();
        writer.WriteString("Name"u8, "containerInsights"u8);
        writer.WriteString("Value"u8, dice.Chance(0.5) ? "enabled" : "disabled");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartObject("Configuration"u8);
        writer.WriteStartObject("ExecuteCommandConfiguration"u8);
        writer.WriteString("Logging"u8, "DEFAULT"u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }
}
