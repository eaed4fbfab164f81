namespace Pipeline.Jq.Execution;

/// <summary><c>label $name | body</c></summary>
internal sealed class LabelCode(int slot, Code body) : Code
{
    public override bool IsSingle { get; } = body.IsSingle;

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var (target, outer) = Enter(frame);
        var flow = body.Eval(machine, frame, input, out output);
        return Leave(machine, frame, outer, flow, target, Flow.Empty);
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        var (target, outer) = Enter(frame);
        var flow = body.Run(machine, frame, input, path, next);
        return Leave(machine, frame, outer, flow, target, Flow.Done);
    }

    private (object Target, JqValue Outer) Enter(Frame frame)
    {
        var outer = frame.Variables[slot];
        var target = new object();
        frame.Variables[slot] = new JqValue(target);
        return (target, outer);
    }

    private Flow Leave(Machine machine, Frame frame, JqValue outer, Flow flow, object target, Flow arrived)
    {
        frame.Variables[slot] = outer;
        return machine.Arrived(flow, target) ? arrived : flow;
    }
}
