namespace Pipeline.Jq.Execution;

/// <summary>
/// A compiled expression. Immutable, so that one program serves many threads. <see cref="Eval"/> is the cheap way
/// for expressions with at most one output; <see cref="Run"/> works for all, pushes each output to a sink
/// and keeps track of paths when it is given one.
/// </summary>
internal abstract class Code
{
    /// <summary>Never more than one output, so that <see cref="Eval"/> may be used.</summary>
    public abstract bool IsSingle { get; }

    /// <summary>Like <see cref="IsSingle"/>, but knows which argument a closure parameter stands for in this activation.</summary>
    public virtual bool CanEval(Frame frame) => IsSingle;

    /// <summary>Done with the output, Empty without one, or how it failed. May not be called unless single.</summary>
    public abstract Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output);

    /// <summary>Pushes every output to the sink, with its path when <paramref name="path"/> is given.</summary>
    public abstract Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next);
}
