namespace Pipeline.Jq.Execution;

/// <summary><c>path(expression)</c></summary>
internal sealed class PathCode(Code expression) : ManyCode
{
    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        Paths.Each(machine, expression, frame, input, new ValueSink(path, next));

    private sealed class ValueSink(Trail? path, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? found) =>
            machine.Meter.Take((found!.Depth + 4L) * Machine.ItemBytes) ? next.Emit(machine, found.ToValue(), path) : Flow.Abort;
    }
}
