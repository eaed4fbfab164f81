using System.Text.Encodings.Web;
using System.Text.Json;
using Pipeline.Simulator.Port.Blueprints;

namespace Pipeline.Simulator.Catalog;

/// <summary>Shows a property's value by what it is: links as links, tags as labels, objects as tables.</summary>
internal static class ValueView
{
    private const int MostInCell = 80;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All of it, for the entity's own page.</summary>
    public static void Write(Html page, JsonElement value, PropertySchema? schema)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                WriteText(page, value.GetString()!, schema);
                break;

            case JsonValueKind.True or JsonValueKind.False:
                page.Add($"<span class=\"flag {(value.GetBoolean() ? "yes" : "no")}\">{(value.GetBoolean() ? "Yes" : "No")}</span>");
                break;

            case JsonValueKind.Array when value.GetArrayLength() == 0:
                page.Add($"<span class=\"none\">empty list</span>");
                break;

            case JsonValueKind.Array:
                WriteList(page, value);
                break;

            case JsonValueKind.Object:
                WriteObject(page, value);
                break;

            default:
                page.Add($"{value.GetRawText()}");
                break;
        }
    }

    /// <summary>A line of it, for a table of many.</summary>
    public static void WriteCell(Html page, JsonElement value, PropertySchema? schema)
    {
        if (value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
        {
            var count = value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() : value.EnumerateObject().Count();
            page.Add($"<span class=\"none\">{count} {(value.ValueKind == JsonValueKind.Array ? "items" : "fields")}</span>");
            return;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > MostInCell } text)
        {
            page.Add($"<span title=\"{text}\">{text[..MostInCell]}…</span>");
            return;
        }

        Write(page, value, schema);
    }

    private static void WriteText(Html page, string text, PropertySchema? schema)
    {
        if (text.Length == 0)
        {
            page.Add($"<span class=\"none\">empty</span>");
        }
        else if (schema?.Format == "url" && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            page.Add($"<a href=\"{text}\" rel=\"noreferrer noopener\">{text}</a>");
        }
        else if (schema?.IsEnum == true)
        {
            page.Add($"<span class=\"chip\">{text}</span>");
        }
        else
        {
            page.Add($"<span class=\"text\">{text}</span>");
        }
    }

    private static void WriteList(Html page, JsonElement list)
    {
        page.Add($"<span class=\"chips\">");
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("Key", out var key) && item.TryGetProperty("Value", out var value))
            {
                page.Add($"<span class=\"tag\"><b>{key}</b>{value}</span>");
            }
            else
            {
                page.Add($"<span class=\"chip\">{item}</span>");
            }
        }

        page.Add($"</span>");
    }

    private static void WriteObject(Html page, JsonElement value)
    {
        if (value.EnumerateObject().Any(member => member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
        {
            page.Add($"<pre>{JsonSerializer.Serialize(value, Indented)}</pre>");
            return;
        }

        page.Add($"<span class=\"chips\">");
        foreach (var member in value.EnumerateObject())
        {
            page.Add($"<span class=\"tag\"><b>{member.Name}</b>{member.Value}</span>");
        }

        page.Add($"</span>");
    }
}
