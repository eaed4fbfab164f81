using System.Text.Json.Serialization;

namespace Pipeline.Jq.Fuzz.Oracle;

/// <summary>What jq made of a program and its inputs.</summary>
public sealed record JqAnswer
{
    /// <summary>The outputs, one a line.</summary>
    [JsonPropertyName("stdout")]
    public string Outputs { get; init; } = "";

    /// <summary>Errors and debugging messages.</summary>
    [JsonPropertyName("stderr")]
    public string Messages { get; init; } = "";

    /// <summary>0, or 3 for a program that does not compile, 5 for one that failed on an input.</summary>
    public int ExitCode { get; init; }

    /// <summary>Why there is no answer: jq broke down or did not come to an end. Null when there is one.</summary>
    public string? Crash { get; init; }
}
