using System.Text.Json;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class Repository() : SimulatedKind("AWS::ECR::Repository", "RepositoryName")
{
    public override string IdentifierOf(in ResourceKey key) => $"apps/{key.Name()}";

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        var name = IdentifierOf(key);
        writer.WriteStartObject();
        writer.WriteString("RepositoryName"u8, name);
        writer.WriteString("Arn"u8, $"arn:aws:ecr:{key.Region}:{key.Account}:repository/{name}");
        writer.WriteString("RepositoryUri"u8, $"{key.Account}.dkr.ecr.{key.Region}.amazonaws.com/{name}");
        writer.WriteString("ImageTagMutability"u8, dice.Chance(0.5) ? "IMMUTABLE" : "MUTABLE");
        writer.WriteStartObject("ImageScanningConfiguration"u8);
        writer.WriteBoolean("ScanOnPush"u8, dice.Chance(0.7));
        writer.WriteEndObject();
        writer.WriteStartObject("EncryptionConfiguration"u8);
        writer.WriteString("EncryptionType"u8, "AES256"u8);
        writer.WriteEndObject();
        writer.WriteStartObject("LifecyclePolicy"u8);
        writer.WriteString("RegistryId"u8, key.Account);
        writer.WriteString("LifecyclePolicyText"u8, """{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"imageCountMoreThan","countNumber":30},"action":{"type":"expire"}}]}"""u8);
        writer.WriteEndObject();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }
}
