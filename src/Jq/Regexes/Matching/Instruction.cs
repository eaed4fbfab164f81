using Pipeline.Jq.Regexes.Characters;

namespace Pipeline.Jq.Regexes.Matching;

/// <summary>A step of a compiled pattern.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="A">Its first operand.</param>
/// <param name="B">Its second operand.</param>
/// <param name="C">Its third operand.</param>
internal readonly record struct Instruction(Operation Operation, int A = 0, int B = 0, int C = 0)
{
    public CharacterSet? Set { get; init; }

    public int[]? Groups { get; init; }
}
