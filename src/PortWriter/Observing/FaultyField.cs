using System.Text.Json;

namespace Pipeline.PortWriter.Observing;

/// <summary>Guesses from what Port says of an entity which of its fields is meant: Port names it in its sentence.</summary>
internal static class FaultyField
{
    private static readonly string[] Plain = ["identifier", "title", "icon", "team"];
    private static readonly string[] Groups = ["properties", "relations"];

    /// <summary>The field as the mapping has it, such as <c>properties.size</c>; null when none is named, or several might be.</summary>
    public static string? Of(JsonElement body, string? reason)
    {
        if (reason is null || body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var grouped = Groups
            .Where(group => body.TryGetProperty(group, out var fields) && fields.ValueKind == JsonValueKind.Object)
            .SelectMany(group => body.GetProperty(group).EnumerateObject().Select(field => (Path: $"{group}.{field.Name}", field.Name)));
        var named = grouped.Concat(Plain.Select(name => (Path: name, Name: name)))
            .Where(field => Names(reason, field.Name))
            .OrderByDescending(field => field.Name.Length)
            .Take(2)
            .ToList();

        // Of two, the longer one may hold the shorter one in its name; of two alike nobody knows.
        return named.Count == 0 || (named.Count == 2 && named[0].Name.Length == named[1].Name.Length) ? null : named[0].Path;
    }

    private static bool Names(string reason, string field)
    {
        for (var at = reason.IndexOf(field, StringComparison.Ordinal); at >= 0; at = reason.IndexOf(field, at + 1, StringComparison.Ordinal))
        {
            var end = at + field.Length;
            if (at > 0 && reason[at - 1] is '"' or '\'' or '`' or '/' or '.' && (end == reason.Length || !(char.IsLetterOrDigit(reason[end]) || reason[end] is '_' or '-')))
            {
                return true;
            }
        }

        return false;
    }
}
