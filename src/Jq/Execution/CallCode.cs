namespace Pipeline.Jq.Execution;

/// <summary>A call of a function of the program, with its arguments passed unevaluated.</summary>
internal sealed class CallCode(FunctionCode function, int levels, Code[] arguments, bool isTail) : Code
{
    public override bool IsSingle { get; } = function.IsSingle;

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var activation = Activate(frame);
        if (isTail)
        {
            output = default;
            return Postpone(machine, activation, input, null);
        }

        if (!machine.Meter.Step() || !machine.Meter.Enter())
        {
            output = default;
            return Flow.Abort;
        }

        var flow = Machine.HasStack
            ? machine.Settle(function.Body.Eval(machine, activation, input, out output), ref output)
            : machine.EvalOnFreshStack(function.Body, activation, input, out output);
        machine.Meter.Leave();
        return flow;
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        var activation = Activate(frame);
        if (isTail)
        {
            return Postpone(machine, activation, input, path);
        }

        if (!machine.Meter.Step() || !machine.Meter.Enter())
        {
            return Flow.Abort;
        }

        var flow = Machine.HasStack
            ? machine.Settle(function.Body.Run(machine, activation, input, path, next), next)
            : machine.RunOnFreshStack(function.Body, activation, input, path, next);
        machine.Meter.Leave();
        return flow;
    }

    private Flow Postpone(Machine machine, Frame activation, JqValue input, Trail? path)
    {
        machine.Pending = new PendingCall(function.Body, activation, input, path);
        return Flow.TailCall;
    }

    private Frame Activate(Frame frame)
    {
        if (arguments.Length == 0)
        {
            return new Frame(frame.Up(levels), function.Variables, []);
        }

        var closures = new Closure[arguments.Length];
        for (var i = 0; i < closures.Length; i++)
        {
            closures[i] = new Closure(arguments[i], frame);
        }

        return new Frame(frame.Up(levels), function.Variables, closures);
    }
}
