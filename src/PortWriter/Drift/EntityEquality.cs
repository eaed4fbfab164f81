using System.Text.Json;
using Pipeline.PortWriter.Planning;

namespace Pipeline.PortWriter.Drift;

/// <summary>Compares what a mapping makes with what Port holds, by the fields that the mapping names.</summary>
internal static class EntityEquality
{
    private static readonly string[] Fields = ["title", "icon"];

    /// <summary>Whether writing the body would change nothing.</summary>
    public static bool AreEqual(JsonElement body, JsonElement held) => !Differences(body, held).Any();

    /// <summary>What writing the body would change, of the fields that it names.</summary>
    public static IEnumerable<EntityDifference> Differences(JsonElement body, JsonElement held)
    {
        var plain = Fields
            .Where(field => body.TryGetProperty(field, out var mapped) && !IsSame(mapped, Member(held, field)))
            .Select(field => new EntityDifference(field, Something(Member(held, field)), Something(body.GetProperty(field))));
        var team = body.TryGetProperty("team", out var wanted) && !AreSameTexts(wanted, Member(held, "team"))
            ? [new EntityDifference("team", Something(Member(held, "team")), Something(wanted))]
            : Enumerable.Empty<EntityDifference>();
        return plain
            .Concat(team)
            .Concat(Of("properties", body, held, (mapped, there) => IsSame(mapped, there)))
            .Concat(Of("relations", body, held, (mapped, there) => AreSameTexts(mapped, there)));
    }

    private static IEnumerable<EntityDifference> Of(
        string group, JsonElement body, JsonElement held, Func<JsonElement?, JsonElement?, bool> areSame) => Members(body, group)
            .Select(field => (field.Name, New: field.Value, Old: Member(Member(held, group), field.Name)))
            .Where(field => !areSame(field.New, field.Old))
            .Select(field => new EntityDifference($"{group}.{field.Name}", Something(field.Old), Something(field.New)));

    private static JsonElement? Something(JsonElement? value) => IsNothing(value) ? null : value;

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
