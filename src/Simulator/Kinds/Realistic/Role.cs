using System.Text.Json;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class Role() : SimulatedKind("AWS::IAM::Role", "RoleName")
{
    public static string ArnOf(in ResourceKey key) => $"arn:aws:iam::{key.Account}:role/{key.Name()}";

    public override string IdentifierOf(in ResourceKey key) => key.Name();

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("RoleName"u8, key.Name());
        writer.WriteString("RoleId"u8, key.Base36Id("AROA"));
        writer.WriteString("Arn"u8, ArnOf(key));
        writer.WriteString("Path"u8, "/"u8);
        writer.WriteString("Description"u8, dice.Chance(0.4) ? string.Empty : Words.Sentence(dice));
        writer.WriteNumber("MaxSessionDuration"u8, dice.Chance(0.8) ? 3600 : 43200);
        writer.WriteStartObject("AssumeRolePolicyDocument"u8);
        writer.WriteString("Version"u8, "2012-10-17"u8);
        writer.WriteStartArray("Statement"u8);
        writer.WriteStartObject();
        writer.WriteString("Effect"u8, "Allow"u8);
        writer.WriteString("Action"u8, "sts:AssumeRole"u8);
        writer.WriteStartObject("Principal"u8);
        writer.WriteString("Service"u8, dice.Pick<string>(["lambda.amazonaws.com", "ecs-tasks.amazonaws.com", "states.amazonaws.com"]));
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartArray("ManagedPolicyArns"u8);
        writer.WriteStringValue("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"u8);
        writer.WriteEndArray();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }
}
