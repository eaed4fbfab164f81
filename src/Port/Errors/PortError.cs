using System.Text.Json;

namespace Pipeline.Port;

/// <summary>The error object of an answer: <c>{"ok":false,"error","message","details"}</c>, as far as it is there.</summary>
internal sealed record PortError(string? Code, string? Message, string? Resource)
{
    private const int LongestMessage = 1000;

    public static readonly PortError None = new(null, null, null);

    /// <summary>True when the body was Port's, and not that of a proxy or of another server.</summary>
    public bool IsPorts => Code is not null;

    /// <summary>True when the answer says that it is a blueprint that was not found, and no other than this one.</summary>
    public bool IsAboutBlueprint(string blueprint) => Resource is not null
        ? Resource.Equals("Blueprint", StringComparison.OrdinalIgnoreCase)
        : Message is { } message
            && message.StartsWith("Blueprint", StringComparison.OrdinalIgnoreCase)
            && message.Contains(blueprint, StringComparison.Ordinal);

    public static PortError Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return None;
            }

            var resource = root.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Object
                ? Text(details, "resource")
                : null;
            return new PortError(Text(root, "error"), Clean(Text(root, "message")), resource);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or text that is not Unicode: no answer of Port's.
            return None;
        }
    }

    /// <summary>One line of bounded length: what Port says ends in logs and reports.</summary>
    public static string? Clean(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var line = string.Create(Math.Min(text.Length, LongestMessage), text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
        return text.Length > LongestMessage ? line + "…" : line;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
