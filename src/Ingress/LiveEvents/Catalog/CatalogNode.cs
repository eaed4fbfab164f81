using System.Text.Json;

namespace Pipeline.Ingress.LiveEvents.Catalog;

/// <summary>A row of a catalog's JSON, which notes what it lacks.</summary>
internal sealed class CatalogNode(JsonElement row, string place, List<string> errors)
{
    public string Text(string name, bool mayBeEmpty = false)
    {
        if (Find(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { } text && (mayBeEmpty || text.Length > 0))
        {
            return text;
        }

        Fail(name, "it must be a text");
        return string.Empty;
    }

    public IReadOnlyList<string> Texts(string name, bool required)
    {
        var value = Find(name);
        if (value is null && !required)
        {
            return [];
        }

        if (value is { ValueKind: JsonValueKind.Array } list
            && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            && (list.GetArrayLength() > 0 || !required))
        {
            return [.. list.EnumerateArray().Select(item => item.GetString()!)];
        }

        Fail(name, "it must be a list of texts");
        return [];
    }

    public void Fail(string name, string problem) => errors.Add($"{place}.{name}: {problem}");

    private JsonElement? Find(string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) ? value : null;
}
