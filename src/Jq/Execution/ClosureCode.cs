namespace Pipeline.Jq.Execution;

/// <summary>A use of a closure parameter: runs the argument where it was written.</summary>
internal sealed class ClosureCode(int levels, int parameter) : Code
{
    public override bool IsSingle => false;

    public override bool CanEval(Frame frame)
    {
        var closure = frame.Up(levels).Closures[parameter];
        return Machine.HasStack && closure.Code.CanEval(closure.Frame);
    }

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var closure = frame.Up(levels).Closures[parameter];
        if (!machine.Meter.Step())
        {
            output = default;
            return Flow.Abort;
        }

        return Machine.HasStack
            ? closure.Code.Eval(machine, closure.Frame, input, out output)
            : machine.EvalOnFreshStack(closure.Code, closure.Frame, input, out output);
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        var closure = frame.Up(levels).Closures[parameter];
        if (!machine.Meter.Step())
        {
            return Flow.Abort;
        }

        return Machine.HasStack
            ? closure.Code.Run(machine, closure.Frame, input, path, next)
            : machine.RunOnFreshStack(closure.Code, closure.Frame, input, path, next);
    }
}
