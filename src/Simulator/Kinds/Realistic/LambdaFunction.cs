using System.Text.Json;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class LambdaFunction(int perScope) : SimulatedKind("AWS::Lambda::Function", "FunctionName")
{
    public override string IdentifierOf(in ResourceKey key) => key.Name();

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("FunctionName"u8, key.Name());
        writer.WriteString("Arn"u8, $"arn:aws:lambda:{key.Region}:{key.Account}:function:{key.Name()}");
        writer.WriteString("Description"u8, dice.Chance(0.3) ? string.Empty : Words.Sentence(dice));
        writer.WriteString("Runtime"u8, dice.Pick<string>(["nodejs22.x", "python3.13", "java21", "dotnet8", "provided.al2023"]));
        writer.WriteString("Handler"u8, "index.handler"u8);
        writer.WriteString("Role"u8, Role.ArnOf(key.Other("AWS::IAM::Role", dice.Below(perScope), "global")));
        writer.WriteString("PackageType"u8, dice.Chance(0.8) ? "Zip" : "Image");
        writer.WriteNumber("MemorySize"u8, 128 << dice.Below(5));
        writer.WriteNumber("Timeout"u8, dice.Between(1, 900));
        writer.WriteStartArray("Architectures"u8);
        writer.WriteStringValue(dice.Chance(0.6) ? "arm64" : "x86_64");
        writer.WriteEndArray();
        writer.WriteStartObject("EphemeralStorage"u8);
        writer.WriteNumber("Size"u8, 512);
        writer.WriteEndObject();
        writer.WriteStartObject("TracingConfig"u8);
        writer.WriteString("Mode"u8, dice.Chance(0.5) ? "Active" : "PassThrough");
        writer.WriteEndObject();
        WriteEnvironment(writer, key, dice);
        writer.WriteStartArray("Layers"u8);
        writer.WriteEndArray();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }

    private static void WriteEnvironment(Utf8JsonWriter writer, in ResourceKey key, Dice dice)
    {
        writer.WriteStartObject("Environment"u8);
        writer.WriteStartObject("Variables"u8);
        writer.WriteString("STAGE"u8, Words.Stage(dice));
        writer.WriteString("LOG_LEVEL"u8, dice.Pick<string>(["debug", "info", string.Empty]));
        writer.WriteString("QUEUE_URL"u8, $"https://sqs.{key.Region}.amazonaws.com/{key.Account}/{Words.Product(dice)}");
        writer.WriteString("FEATURES"u8, """{"new-checkout":true,"limit":25}"""u8);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
