namespace Pipeline.Jq.Regexes.Matching;

/// <summary>A compiled pattern. Immutable.</summary>
/// <param name="Code">The instructions; the first is where a match begins.</param>
/// <param name="Groups">How many groups capture.</param>
/// <param name="Slots">How many places and counters a match keeps: two for each group and the whole, then those of loops.</param>
internal sealed record RegexProgram(Instruction[] Code, int Groups, int Slots)
{
    /// <summary>The slot that <c>\K</c> moves: where the match begins.</summary>
    public const int Start = 0;

    /// <summary>What every match begins with; empty when that is not known.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Whether a match can only begin where the text does.</summary>
    public bool IsAnchored { get; init; }
}
