using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Builtins;

/// <summary><c>first(expression)</c></summary>
internal sealed class FirstCode(Code expression) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output) =>
        FirstSink.First(machine, expression, frame, input, out output);

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        var flow = FirstSink.First(machine, expression, frame, input, path, out var output, out var found);
        return flow switch
        {
            Flow.Done => next.Emit(machine, output, found),
            Flow.Empty => Flow.Done,
            _ => flow,
        };
    }
}
