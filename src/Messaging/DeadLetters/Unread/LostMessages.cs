using System.Text.Json;
using MassTransit.Serialization;
using Pipeline.Contracts;

namespace Pipeline.Messaging.DeadLetters.Unread;

/// <summary>Reads of a message that is not what its type should be whatever says which run waits for it.</summary>
internal static class LostMessages
{
    /// <summary>What is lost with it; null when it does not say of which run it is, as what is not JSON cannot.</summary>
    public static MessageLost? Read(ReadOnlyMemory<byte> body, string reason)
    {
        try
        {
            using var envelope = JsonDocument.Parse(body, DeadLetterReading.AsDeepAsTheBus);
            return DeadLetterReading.Member(envelope.RootElement, "message") is { } message
                && Guid.TryParse(DeadLetterReading.Text(message, "runId"), out var run)
                    ? Read(message, run, DeadLetterReading.Of(string.Empty, string.Empty, reason, default, body).MessageType, reason)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static MessageLost Read(JsonElement message, Guid run, string type, string reason) => new()
    {
        RunId = run,
        MessageType = type,
        Scope = ScopeOf(message),
        Attempt = Number(message, "attempt"),
        Page = Number(message, "page"),
        Reason = reason,
    };

    private static Scope? ScopeOf(JsonElement message)
    {
        try
        {
            return DeadLetterReading.Member(message, "scope")?.Deserialize<Scope>(SystemTextJsonMessageSerializer.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int? Number(JsonElement message, string name) =>
        DeadLetterReading.Member(message, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) ? value : null;
}
