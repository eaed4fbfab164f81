using System.Text.Json;
using Pipeline.Aws;

namespace Pipeline.Enumerator.Calls;

/// <summary>Reads what every answer of a kind must hold.</summary>
internal static class Answer
{
    /// <summary>A text that must be there.</summary>
    /// <exception cref="AwsException">It is not: the answer is not what AWS documents.</exception>
    public static string Text(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object
        && answer.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : throw Malformed($"it has no {name}");

    /// <summary>What to throw for an answer that is not what AWS documents.</summary>
    public static AwsException Malformed(string what) =>
        new(AwsErrorClass.Unexpected, "MalformedAnswer", $"AWS's answer is not as documented: {what}.");
}
