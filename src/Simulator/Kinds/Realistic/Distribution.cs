using System.Text.Json;
using Pipeline.Simulator.Organisation;

namespace Pipeline.Simulator.Kinds.Realistic;

internal sealed class Distribution() : SimulatedKind("AWS::CloudFront::Distribution", "Id")
{
    protected override IdentifierForm Form => IdentifierForm.Base36;

    public override string IdentifierOf(in ResourceKey key) => key.Base36Id("E");

    public override void WriteProperties(Utf8JsonWriter writer, in ResourceKey key)
    {
        var dice = key.Dice();
        writer.WriteStartObject();
        writer.WriteString("Id"u8, IdentifierOf(key));
        writer.WriteString("DomainName"u8, $"d{key.HexId(string.Empty)[3..]}.cloudfront.net");
        writer.WriteStartObject("DistributionConfig"u8);
        writer.WriteBoolean("Enabled"u8, dice.Chance(0.9));
        writer.WriteBoolean("IPV6Enabled"u8, dice.Chance(0.7));
        writer.WriteBoolean("Staging"u8, false);
        writer.WriteString("HttpVersion"u8, dice.Pick<string>(["http2", "http2and3"]));
        writer.WriteString("PriceClass"u8, dice.Pick<string>(["PriceClass_All", "PriceClass_100"]));
        writer.WriteString("Comment"u8, dice.Chance(0.4) ? string.Empty : Words.Sentence(dice));
        writer.WriteString("DefaultRootObject"u8, "index.html"u8);
        WriteOrigins(writer, dice);
        writer.WriteStartObject("DefaultCacheBehavior"u8);
        writer.WriteStartArray("AllowedMethods"u8);
        writer.WriteStringValue("GET"u8);
        writer.WriteStringValue("HEAD"u8);
        writer.WriteEndArray();
        writer.WriteString("ViewerProtocolPolicy"u8, "redirect-to-https"u8);
        writer.WriteBoolean("Compress"u8, true);
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteTags(writer, key, dice, key.Name());
        writer.WriteEndObject();
    }

    private static void WriteOrigins(Utf8JsonWriter writer, Dice dice)
    {
        writer.WriteStartArray("Aliases"u8);
        for (var i = dice.Between(0, 2); i > 0; i--)
        {
            writer.WriteStringValue($"{Words.Product(dice)}.example.com");
        }

        writer.WriteEndArray();
        writer.WriteStartArray("Origins"u8);
        for (var i = dice.Between(1, 2); i > 0; i--)
        {
            writer.WriteStartObject();
            writer.WriteString("Id"u8, Words.Product(dice));
            writer.WriteString("DomainName"u8, $"{Words.Product(dice)}.s3.amazonaws.com");
            writer.WriteNumber("ConnectionAttempts"u8, 3);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
