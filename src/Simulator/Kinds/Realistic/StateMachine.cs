using System.Text.Json;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class StateMachine(int perScope) : SimulatedKind("AWS::StepFunctions::StateMachine", "Arn")
{
    public override bool ListsIdentifiersOnly => true;

    public override string IdentifierOf(in ResourceKey key) => $"arn:aws:states:{key.Region}:{key.Account}:stateMachine:{key.Name()}";

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("Arn"u8, IdentifierOf(key));
        writer.WriteString("Name"u8, key.Name());
        writer.WriteString("StateMachineName"u8, key.Name());
        writer.WriteString("StateMachineType"u8, dice.Chance(0.7) ? "STANDARD" : "EXPRESS");
        writer.WriteString("StateMachineRevisionId"u8, key.Uuid());
        writer.WriteString("RoleArn"u8, Role.ArnOf(key.Other("AWS::IAM::Role", dice.Below(perScope), "global")));
        writer.WriteString("DefinitionString"u8, """{"StartAt":"Wait","States":{"Wait":{"Type":"Wait","Seconds":5,"Next":"Done"},"Done":{"Type":"Succeed"}}}"""u8);
        writer.WriteStartObject("LoggingConfiguration"u8);
        writer.WriteString("Level"u8, dice.Pick<string>(["OFF", "ERROR", "ALL"]));
        writer.WriteBoolean("IncludeExecutionData"u8, false);
        writer.WriteEndObject();
        writer.WriteStartObject("TracingConfiguration"u8);
        writer.WriteBoolean("Enabled"u8, dice.Chance(0.5));
        writer.WriteEndObject();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }
}
