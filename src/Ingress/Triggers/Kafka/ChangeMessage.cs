using System.Text.Json;

namespace Pipeline.Ingress.Triggers.Kafka;

/// <summary>Tells which messages ask this integration for a resync. Most of a change log is about something else.</summary>
internal static class ChangeMessage
{
    public static bool AsksFor(ReadOnlyMemory<byte> message, KafkaTopic topic, string identifier)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            return AsksFor(document.RootElement, topic, identifier);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not for us, whatever it is; a half surrogate is JSON and no text.
            return false;
        }
    }

    private static bool AsksFor(JsonElement message, KafkaTopic topic, string identifier)
    {
        var isMeant = Text(message, "context", "integrationId") == identifier;
        if (topic.HasRequestsOnly)
        {
            return isMeant;
        }

        return (isMeant && Text(message, "action") == "RESYNC")
            || (Text(message, "diff", "after", "identifier") == identifier
                && Text(message, "diff", "after", "changelogDestination", "type") == "KAFKA"
                && Text(message, "diff", "after", "updatedAt") != Text(message, "diff", "after", "resyncState", "updatedAt"));
    }

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }
}
