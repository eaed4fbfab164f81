using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Builtins;

/// <summary><c>recurse(step)</c>: the value and, for each output of the step, the same again. Without a step: every child.</summary>
internal sealed class RecurseCode(Code? step) : ManyCode
{
    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        Visit(machine, frame, input, path, next);

    private Flow Visit(Machine machine, Frame frame, JqValue value, Trail? path, Sink next)
    {
        while (true)
        {
            var flow = machine.Meter.Step() ? next.Emit(machine, value, path) : Flow.Abort;
            if (flow != Flow.Done)
            {
                return flow;
            }

            if (step is null || path is not null || !step.CanEval(frame))
            {
                return Descend(machine, frame, value, path, next);
            }

            flow = step.Eval(machine, frame, value, out value);
            if (flow != Flow.Done)
            {
                return flow == Flow.Empty ? Flow.Done : flow;
            }
        }
    }

    private Flow Descend(Machine machine, Frame frame, JqValue value, Trail? path, Sink next)
    {
        // It is .[]? that looks into a value: nothing to do where nothing is inside, once the path is found intact.
        if (step is null && value.Kind is not (JqKind.Array or JqKind.Object))
        {
            return IterateCode.Each(machine, value, path, next, isOptional: true);
        }

        if (!machine.Meter.Enter())
        {
            return Flow.Abort;
        }

        var flow = Machine.HasStack ? Step(machine, frame, value, path, next) : StepOnFreshStack(machine, frame, value, path, next);
        machine.Meter.Leave();
        return flow;
    }

    private Flow Step(Machine machine, Frame frame, JqValue value, Trail? path, Sink next)
    {
        var sink = new StepSink(this, frame, next);
        return step is null
            ? IterateCode.Each(machine, value, path, sink)
            : step.Run(machine, frame, value, path, sink);
    }

    private Flow StepOnFreshStack(Machine machine, Frame frame, JqValue value, Trail? path, Sink next) =>
        Machine.OnFreshStack(() => Step(machine, frame, value, path, next));

    private sealed class StepSink(RecurseCode owner, Frame frame, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? path) =>
            owner.Visit(machine, frame, value, path, next);
    }
}
