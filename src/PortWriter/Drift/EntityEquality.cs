using System.Text.Json;

namespace Pipeline.PortWriter.Drift;

/// <summary>Compares what a mapping makes with what Port holds, by the fields that the mapping names.</summary>
internal static class EntityEquality
{
    private static readonly string[] Fields = ["title", "icon"];

    /// <summary>Whether writing the body would change nothing.</summary>
    public static bool AreEqual(JsonElement body, JsonElement held) =>
        Fields.All(field => !body.TryGetProperty(field, out var mapped) || IsSame(mapped, Member(held, field)))
        && (!body.TryGetProperty("team", out var team) || AreSameTexts(team, Member(held, "team")))
        && Members(body, "properties").All(property => IsSame(property.Value, Member(Member(held, "properties"), property.Name)))
        && Members(body, "relations").All(relation => AreSameTexts(relation.Value, Member(Member(held, "relations"), relation.Name)));

    // Port keeps no nulls: a field that is not there is null.
    private static bool IsSame(JsonElement? mapped, JsonElement? held) => (IsNothing(mapped), IsNothing(held)) switch
    {
        (true, true) => true,
        (false, false) => JsonElement.DeepEquals(mapped!.Value, held!.Value),
        _ => false,
    };

    // One text and a list of one are the same to Port; an empty list is none.
    private static bool AreSameTexts(JsonElement? mapped, JsonElement? held) =>
        Texts(mapped) is { } wanted && Texts(held) is { } there && wanted.SequenceEqual(there, StringComparer.Ordinal);

    private static List<string>? Texts(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => [],
        { ValueKind: JsonValueKind.String } text => [text.GetString()!],
        { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            [.. list.EnumerateArray().Select(item => item.GetString()!)],
        _ => null,
    };

    private static bool IsNothing(JsonElement? value) => value is null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined };

    private static JsonElement? Member(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement.ObjectEnumerator Members(JsonElement body, string name) =>
        body.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Object ? members.EnumerateObject() : default;
}
