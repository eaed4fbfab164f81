using System.Text.Json;
using Pipeline.Jq;

namespace Pipeline.Hosting.Secrecy;

/// <summary>Hides what may be a secret in a message that is shown to people.</summary>
public static class MessageMask
{
    /// <summary>The deepest message that is shown. The pipeline makes none that is deeper, and what hides does so by recursion.</summary>
    public const int Deepest = 256;

    private const string AnyKind = "";

    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = Deepest };

    private static readonly string[] SecretHeaders = ["authorization", "cookie", "key", "token", "secret", "signature", "credential"];

    /// <summary>
    /// The message as indented JSON. Members whose names say that they are secret are masked everywhere; in resources what
    /// their kind is known for too; of entities of such a kind, every value that may have come from there; of headers, what
    /// carries credentials. What is not JSON is not shown: nobody can say what of it is secret.
    /// </summary>
    /// <param name="kind">The kind of the resources in it; null for none.</param>
    /// <param name="body">The message with its envelope.</param>
    public static string Of(string? kind, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var check = JsonDocument.Parse(body, Shallow);
            var envelope = SensitiveFields.Known.Hide(AnyKind, JqValue.Parse(body));
            return With(With(envelope, "headers", HideHeaders), "message", message => HideMessage(kind ?? AnyKind, message))
                .ToJson(new JqTextFormat { Indent = "  " });
        }
        catch (Exception exception) when (exception is JsonException or JqParseException)
        {
            return $"({body.Length} bytes that are not JSON, or deeper than {Shallow.MaxDepth} levels)";
        }
    }

    // A fault carries the message that faulted.
    private static JqValue HideMessage(string kind, JqValue message) => With(
        With(
            With(message, "resources", resources => Each(resources, resource => With(resource, "raw", raw => SensitiveFields.Known.Hide(kind, raw)))),
            "entities",
            entities => SensitiveFields.Known.HasFieldsOf(kind) ? Each(entities, HideEntity) : entities),
        "message",
        inner => HideMessage(kind, inner));

    private static JqValue HideEntity(JqValue entity) => With(entity, "body", body => With(body, "properties", SensitiveFields.HideAll));

    private static JqValue HideHeaders(JqValue headers) => headers.Kind == JqKind.Object
        ? JqValue.FromObject(headers.EnumerateObject().Select(header =>
            SecretHeaders.Any(secret => header.Key.Contains(secret, StringComparison.OrdinalIgnoreCase))
                ? KeyValuePair.Create(header.Key, SensitiveFields.HideAll(header.Value))
                : header))
        : headers;

    private static JqValue Each(JqValue values, Func<JqValue, JqValue> change) => values.Kind == JqKind.Array
        ? JqValue.FromArray(values.EnumerateArray().Select(change))
        : values;

    private static JqValue With(JqValue value, string member, Func<JqValue, JqValue> change) => value.Kind == JqKind.Object
        ? JqValue.FromObject(value.EnumerateObject().Select(entry =>
            entry.Key == member ? KeyValuePair.Create(entry.Key, change(entry.Value)) : entry))
        : value;
}
