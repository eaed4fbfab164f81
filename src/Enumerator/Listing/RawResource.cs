using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Listing;

/// <summary>Puts what AWS returned into the shape that mappings read.</summary>
internal static class RawResource
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A Cloud Control description: its identifier, its properties (JSON within a string) and where it was found.</summary>
    public static EnumeratedResource FromDescription(JsonElement description, ListingRequest request)
    {
        var identifier = IdentifierOf(description);
        return new EnumeratedResource
        {
            Identifier = identifier,
            Raw = Write(writer =>
            {
                writer.WriteString("Identifier", identifier);
                writer.WritePropertyName("Properties");
                WriteProperties(writer, description, identifier);
                WritePlace(writer, request);
            }),
        };
    }

    /// <summary>A service's own answer, kept flat, and where it was found.</summary>
    /// <param name="resource">The answer.</param>
    /// <param name="identifierName">The member that identifies it.</param>
    /// <param name="request">The listing that showed it.</param>
    /// <param name="members">What was listed below it, under <c>__Resources</c>; null for kinds that have no such thing.</param>
    public static EnumeratedResource FromNative(
        JsonElement resource, string identifierName, ListingRequest request, IReadOnlyList<JsonElement>? members = null) => new()
    {
        Identifier = resource.ValueKind == JsonValueKind.Object && resource.TryGetProperty(identifierName, out var identifier)
            ? identifier.ToString()
            : throw Answer.Malformed($"a resource has no {identifierName}"),
        Raw = Write(writer =>
        {
            foreach (var member in resource.EnumerateObject())
            {
                member.WriteTo(writer);
            }

            WritePlace(writer, request);
            WriteMembers(writer, members);
        }),
    };

    /// <summary>The identifier of a Cloud Control description.</summary>
    /// <exception cref="AwsException">It has none.</exception>
    public static string IdentifierOf(JsonElement description) =>
        description.ValueKind == JsonValueKind.Object
        && description.TryGetProperty("Identifier", out var identifier)
        && identifier.ValueKind == JsonValueKind.String
        && identifier.GetString() is { Length: > 0 } text
            ? text
            : throw Answer.Malformed("a resource has no Identifier");

    private static void WriteProperties(Utf8JsonWriter writer, JsonElement description, string identifier)
    {
        var text = description.TryGetProperty("Properties", out var properties) ? properties.ValueKind switch
        {
            JsonValueKind.String => properties.GetString()!,
            JsonValueKind.Null => string.Empty,
            _ => throw Answer.Malformed($"the properties of {identifier} are no text"),
        } : string.Empty;

        try
        {
            writer.WriteRawValue(text.Length > 0 ? text : "{}");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw Answer.Malformed($"the properties of {identifier} are not JSON ({exception.Message})");
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, IReadOnlyList<JsonElement>? members)
    {
        if (members is null)
        {
            return;
        }

        writer.WriteStartArray("__Resources");
        foreach (var member in members)
        {
            member.WriteTo(writer);
        }

        writer.WriteEndArray();
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

        var json = MemoryMarshal.AsMemory(buffer.WrittenMemory).Span;
        UnpairedSurrogates.Replace(json);
        return JsonElement.Parse(json);
    }
}
