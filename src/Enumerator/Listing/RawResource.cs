using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Contracts;

namespace Pipeline.Enumerator.Listing;

/// <summary>Puts what AWS returned into the shape that mappings read.</summary>
internal static class RawResource
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A Cloud Control description: its identifier, its properties (JSON within a string) and where it was found.</summary>
    public static EnumeratedResource FromDescription(JsonElement description, ListingRequest request)
    {
        var identifier = description.GetProperty("Identifier").GetString()!;
        return new EnumeratedResource
        {
            Identifier = identifier,
            Raw = Write(writer =>
            {
                writer.WriteString("Identifier", identifier);
                writer.WritePropertyName("Properties");
                WriteProperties(writer, description);
                WritePlace(writer, request);
            }),
        };
    }

    /// <summary>A service's own answer, kept flat, and where it was found.</summary>
    public static EnumeratedResource FromNative(JsonElement resource, string identifierName, ListingRequest request) => new()
    {
        Identifier = resource.TryGetProperty(identifierName, out var identifier) ? identifier.ToString() : string.Empty,
        Raw = Write(writer =>
        {
            foreach (var member in resource.EnumerateObject())
            {
                member.WriteTo(writer);
            }

            WritePlace(writer, request);
        }),
    };

    private static void WriteProperties(Utf8JsonWriter writer, JsonElement description)
    {
        if (description.TryGetProperty("Properties", out var properties) && properties.GetString() is { Length: > 0 } text)
        {
            writer.WriteRawValue(text);
        }
        else
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
    }

    private static void WritePlace(Utf8JsonWriter writer, ListingRequest request)
    {
        writer.WriteString("__Kind", request.Scope.Kind);
        writer.WriteString("__AccountId", request.Scope.AccountId);
        writer.WriteString("__Region", request.Region);
    }

    private static JsonElement Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
