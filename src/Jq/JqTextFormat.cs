namespace Pipeline.Jq;

/// <summary>How a value is written as text.</summary>
public sealed record JqTextFormat
{
    /// <summary>One line without blanks, as <c>jq -c</c> writes.</summary>
    public static JqTextFormat Compact { get; } = new();

    /// <summary>What each level is indented by; null, the default, writes everything in one line.</summary>
    public string? Indent { get; init; }

    /// <summary>Writes the keys of objects in their order by code point, not in the order they were set.</summary>
    public bool SortKeys { get; init; }

    /// <summary>Writes characters beyond ASCII as escapes.</summary>
    public bool AsciiOnly { get; init; }
}
