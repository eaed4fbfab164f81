namespace Pipeline.Jq.Regexes.Matching;

/// <summary>A call of a group that is under way.</summary>
/// <param name="Return">Where to go on after it.</param>
/// <param name="Counters">What the loops of the caller had counted.</param>
/// <param name="Outer">The call around it.</param>
internal sealed record CallFrame(int Return, int[] Counters, CallFrame? Outer)
{
    public int Depth { get; } = Outer is null ? 1 : Outer.Depth + 1;
}
