using System.Text.Json;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class Bucket(IReadOnlyList<string> regions) : SimulatedKind("AWS::S3::Bucket", "BucketName")
{
    public override bool ListsIdentifiersOnly => true;

    public override string IdentifierOf(in ResourceKey key) => $"{key.Account[^6..]}-{key.Name()}";

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        var name = IdentifierOf(key);
        var region = RegionOf(key);
        dice.Next();
        writer.WriteStartObject();
        writer.WriteString("BucketName"u8, name);
        writer.WriteString("Arn"u8, $"arn:aws:s3:::{name}");
        writer.WriteString("DomainName"u8, $"{name}.s3.amazonaws.com");
        writer.WriteString("RegionalDomainName"u8, $"{name}.s3.{region}.amazonaws.com");
        writer.WriteString("DualStackDomainName"u8, $"{name}.s3.dualstack.{region}.amazonaws.com");
        writer.WriteString("WebsiteURL"u8, $"http://{name}.s3-website-{region}.amazonaws.com");
        WriteProtection(writer, dice);
        writer.WriteStartObject("VersioningConfiguration"u8);
        writer.WriteString("Status"u8, dice.Chance(0.6) ? "Enabled" : "Suspended");
        writer.WriteEndObject();
        WriteLifecycle(writer, dice);
        WriteTags(writer, key, dice, name);
        writer.WriteEndObject();
    }

    /// <summary>Where the bucket is: it stays there whatever is changed.</summary>
    public string RegionOf(in ResourceKey key) => (key with { Edit = null }).Dice().Pick<string>([.. regions]);

    private static void WriteProtection(Utf8JsonWriter writer, Dice dice)
    {
        var locked = dice.Chance(0.9);
        writer.WriteStartObject("PublicAccessBlockConfiguration"u8);
        writer.WriteBoolean("RestrictPublicBuckets"u8, locked);
        writer.WriteBoolean("BlockPublicPolicy"u8, locked);
        writer.WriteBoolean("BlockPublicAcls"u8, locked);
        writer.WriteBoolean("IgnorePublicAcls"u8, locked);
        writer.WriteEndObject();
        writer.WriteStartObject("BucketEncryption"u8);
        writer.WriteStartArray("ServerSideEncryptionConfiguration"u8);
        writer.WriteStartObject();
        writer.WriteBoolean("BucketKeyEnabled"u8, true);
        writer.WriteStartObject("ServerSideEncryptionByDefault"u8);
        writer.WriteString("SSEAlgorithm"u8, dice.Chance(0.7) ? "AES256" : "aws:kms");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("OwnershipControls"u8);
        writer.WriteStartArray("Rules"u8);
        writer.WriteStartObject();
        writer.WriteString("ObjectOwnership"u8, "BucketOwnerEnforced"u8);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteLifecycle(Utf8JsonWriter writer, Dice dice)
    {
        if (dice.Chance(0.5))
        {
            return;
        }

        writer.WriteStartObject("LifecycleConfiguration"u8);
        writer.WriteStartArray("Rules"u8);
        for (var i = dice.Between(1, 3); i > 0; i--)
        {
            writer.WriteStartObject();
            writer.WriteString("Id"u8, $"expire-{Words.Product(dice)}");
            writer.WriteString("Status"u8, "Enabled"u8);
            writer.WriteString("Prefix"u8, dice.Chance(0.5) ? string.Empty : "tmp/");
            writer.WriteNumber("ExpirationInDays"u8, dice.Between(1, 12) * 30);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
