using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Messaging.Tests.AmazonSqs;

/// <summary>The form in which the pipeline writes its messages.</summary>
internal static class PlainJson
{
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.WriteIndented = false;
        return options;
    }
}
