using System.Text.Json;

namespace Pipeline.ServiceDefaults.Variables;

/// <summary>One value of the environment, whichever way it was written.</summary>
/// <param name="Text">The text: of a string, its content; of any other JSON value, its JSON.</param>
/// <param name="Kind">The JSON type; a plain variable is a string.</param>
/// <param name="Variable">The variable that holds it, as its author wrote the name, safe to print.</param>
/// <param name="JsonKey">The key in that variable's JSON, safe to print; null when the variable holds the value alone.</param>
internal sealed record EnvironmentValue(string Text, JsonValueKind Kind, string Variable, string? JsonKey)
{
    /// <summary>Where its author finds it.</summary>
    public string Place => JsonKey is null ? Variable : $"{Variable} (key {JsonKey})";

    /// <summary>The value, free to show: an array's or an object's JSON has no place in a setting.</summary>
    public bool IsScalar => Kind is not (JsonValueKind.Object or JsonValueKind.Array);
}
