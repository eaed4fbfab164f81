using System.Text.Json;

namespace Pipeline.ServiceDefaults.Variables;

/// <summary>JSON as it is written into environment variables. Faults say where they are and never what was there: it may be a secret.</summary>
internal static class JsonText
{
    /// <summary>Reads a JSON object, or a JSON string that holds one.</summary>
    /// <exception cref="FormatException">It is not JSON, or not an object.</exception>
    public static JsonElement ReadObject(string text) => AsObject(Parse(text, null), null);

    /// <summary>The object that a value is, or that its text holds.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static JsonElement AsObject(JsonElement value, string? path)
    {
        var candidate = value.ValueKind == JsonValueKind.String ? Parse(Text(value), path) : value;
        return candidate.ValueKind == JsonValueKind.Object
            ? candidate
            : throw new FormatException($"{Subject(path)}is a JSON {NameOf(candidate.ValueKind)} where a JSON object is needed");
    }

    /// <summary>A string's content, any other value's JSON.</summary>
    /// <exception cref="FormatException">A string holds half of a surrogate pair.</exception>
    public static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? Decode(() => value.GetString()!) : value.GetRawText();

    /// <summary>A member's name.</summary>
    /// <exception cref="FormatException">It holds half of a surrogate pair.</exception>
    public static string Name(JsonProperty member) => Decode(() => member.Name);

    /// <summary>What to do about text that should have been a JSON object.</summary>
    public static string Fix(string text) => text[0] is '\'' or '"'
        ? "Remove the quotes around the value: `docker --env-file` and systemd pass them on"
        : "Give a JSON object such as {\"type\":\"ONCE\"}, with names and strings in double quotes";

    private static JsonElement Parse(string text, string? path)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException fault)
        {
            throw new FormatException(
                $"{Subject(path)}is not valid JSON (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1})", fault);
        }
        catch (ArgumentException fault)
        {
            throw new FormatException($"{Subject(path)}is not valid Unicode", fault);
        }
    }

    private static string Decode(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException fault)
        {
            throw new FormatException("holds half of a surrogate pair, which is not valid Unicode", fault);
        }
    }

    private static string Subject(string? path) => path is null ? string.Empty : $"its key {path} ";

    private static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };
}
