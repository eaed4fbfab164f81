using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Builtins;

/// <summary><c>isempty(expression)</c>: an error before the first output is raised.</summary>
internal sealed class IsEmptyCode(Code expression) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = FirstSink.First(machine, expression, frame, input, out _);
        output = JqValue.FromBoolean(flow == Flow.Empty);
        return flow == Flow.Empty ? Flow.Done : flow;
    }
}
