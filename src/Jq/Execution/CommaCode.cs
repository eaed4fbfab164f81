namespace Pipeline.Jq.Execution;

/// <summary><c>left, right</c></summary>
internal sealed class CommaCode(Code left, Code right) : ManyCode
{
    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        var flow = left.Run(machine, frame, input, path, next);
        return flow == Flow.Done ? right.Run(machine, frame, input, path, next) : flow;
    }
}
