namespace Pipeline.Jq.Execution;

/// <summary>A function of the program: its body is set once compiled, so that it can call itself.</summary>
internal sealed class FunctionCode
{
    public Code Body { get; set; } = EmptyCode.Instance;

    public int Variables { get; set; }

    /// <summary>Whether the body has at most one output; assumed while the body is being compiled.</summary>
    public bool IsSingle { get; set; } = true;
}
