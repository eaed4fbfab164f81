using System.Text.Json;

namespace Pipeline.Aws.Text;

/// <summary>
/// Strings that boto3 hands out as the JSON they hold: IAM policy documents, which are also percent-encoded, and
/// CloudFormation templates. One that does not parse stays a string, as in boto3.
/// </summary>
internal static class EmbeddedJson
{
    public static void Write(string text, string encoding, Utf8JsonWriter writer)
    {
        try
        {
            JsonElement.Parse(encoding == "policy" ? Uri.UnescapeDataString(text) : text).WriteTo(writer);
        }
        catch (JsonException)
        {
            writer.WriteStringValue(text);
        }
    }
}
