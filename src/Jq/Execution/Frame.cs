namespace Pipeline.Jq.Execution;

/// <summary>One activation of a function: its variables, its closure arguments and the activation it is nested in.</summary>
internal sealed class Frame(Frame? parent, int variables, Closure[] closures)
{
    /// <summary>For programs that bind nothing: they share one, as nobody writes to it.</summary>
    public static readonly Frame WithoutVariables = new(null, 0, []);

    public Frame? Parent { get; } = parent;

    public JqValue[] Variables { get; } = variables == 0 ? [] : new JqValue[variables];

    public Closure[] Closures { get; } = closures;

    public Frame Up(int levels)
    {
        var frame = this;
        for (; levels > 0; levels--)
        {
            frame = frame.Parent!;
        }

        return frame;
    }
}
