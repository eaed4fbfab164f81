using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Builtins;

/// <summary><c>range(from; to; by)</c>: for each combination of its bounds, the first varying slowest.</summary>
internal sealed class RangeCode(Code[] bounds) : ManyCode
{
    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        BoundsFrom(0, new JqValue[3], machine, frame, input, path, next);

    private Flow BoundsFrom(int bound, JqValue[] values, Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        bound == bounds.Length
            ? Count(values, machine, path, next)
            : bounds[bound].Run(machine, frame, input, null, new BoundSink(this, bound, values, frame, input, path, next));

    private Flow Count(JqValue[] values, Machine machine, Trail? path, Sink next)
    {
        if (bounds.Length == 3)
        {
            return CountGeneric(values, machine, path, next);
        }

        if (!values[0].IsNumber || !values[1].IsNumber)
        {
            return machine.Fail("Range bounds must be numeric");
        }

        var (at, end) = (values[0], values[1].Number);
        // Not "at < end": a range up to nan has no end, as in jq.
        for (; !(at.Number >= end); at = JqValue.FromNumber(at.Number + 1))
        {
            var flow = machine.Meter.Step() ? next.Emit(machine, at, path) : Flow.Abort;
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        return Flow.Done;
    }

    // range/3 is defined by jq's generic order and addition, so it counts anything that adds up.
    private static Flow CountGeneric(JqValue[] values, Machine machine, Trail? path, Sink next)
    {
        var (at, end, by) = (values[0], values[1], values[2]);
        var direction = by.CompareTo(JqValue.FromWritten(0));
        while (direction > 0 ? at < end : direction < 0 && at > end)
        {
            var flow = machine.Meter.Step() ? next.Emit(machine, at, path) : Flow.Abort;
            flow = flow == Flow.Done ? Operators.Add(machine, at, by, out at) : flow;
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        return Flow.Done;
    }

    private sealed class BoundSink(RangeCode owner, int bound, JqValue[] values, Frame frame, JqValue input, Trail? path, Sink next)
        : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? _)
        {
            var mine = (JqValue[])values.Clone();
            mine[bound] = value;
            return owner.BoundsFrom(bound + 1, mine, machine, frame, input, path, next);
        }
    }
}
