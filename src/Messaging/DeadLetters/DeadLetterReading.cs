using System.Text.Json;
using MassTransit.Serialization;

namespace Pipeline.Messaging.DeadLetters;

/// <summary>Reads out of a message what it is about. A message that travels as a reference says it in its outline.</summary>
public static class DeadLetterReading
{
    /// <summary>The type of a message whose type cannot be told.</summary>
    public const string Unreadable = "(unreadable)";

    /// <summary>As deep as the bus itself reads.</summary>
    internal static readonly JsonDocumentOptions AsDeepAsTheBus = new() { MaxDepth = SystemTextJsonMessageSerializer.Options.MaxDepth };

    /// <summary>Makes a dead letter of a message.</summary>
    /// <param name="queue">The queue it failed in.</param>
    /// <param name="fallbackId">Its id when it has none of its own.</param>
    /// <param name="reason">Why it failed.</param>
    /// <param name="failedAt">When it failed.</param>
    /// <param name="body">The message with its envelope.</param>
    public static DeadLetter Of(string queue, string fallbackId, string reason, DateTimeOffset failedAt, ReadOnlyMemory<byte> body)
    {
        var letter = new DeadLetter
        {
            Id = fallbackId,
            Queue = queue,
            MessageType = Unreadable,
            Reason = reason,
            FailedAt = failedAt,
            Body = body,
        };
        try
        {
            using var document = JsonDocument.Parse(body, AsDeepAsTheBus);
            return document.RootElement.ValueKind == JsonValueKind.Object ? WithEnvelope(letter, document.RootElement) : letter;
        }
        catch (JsonException)
        {
            return letter;
        }
    }

    internal static string? Text(JsonElement? parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    internal static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) ? member : null;

    private static DeadLetter WithEnvelope(DeadLetter letter, JsonElement envelope)
    {
        // A fault carries the message that faulted.
        var message = Member(envelope, "message");
        var inner = Member(message, "message") ?? message;
        var about = Member(inner, "scope") ?? Member(inner, "resource");
        return letter with
        {
            Id = Text(envelope, "messageId") ?? letter.Id,
            MessageType = TypeOf(envelope) ?? letter.MessageType,
            RunId = Guid.TryParse(Text(inner, "runId"), out var run) ? run : null,
            AccountId = Text(about, "accountId"),
            Kind = Text(about, "kind") ?? Text(inner, "kind"),
        };
    }

    // urn:message:Pipeline.Contracts:ResourcesEnumerated, urn:message:MassTransit:Fault[[Pipeline.Contracts:StartRun]]
    private static string? TypeOf(JsonElement envelope)
    {
        if (Member(envelope, "messageType") is not { ValueKind: JsonValueKind.Array } types
            || types.GetArrayLength() == 0
            || types[0] is not { ValueKind: JsonValueKind.String } first)
        {
            return null;
        }

        var parts = first.GetString()!.Split("[[", 2);
        return parts is [var generic, var argument]
            ? $"{generic.Split(':')[^1]}<{argument.Split(':')[^1].TrimEnd(']')}>"
            : parts[0].Split(':')[^1];
    }
}
