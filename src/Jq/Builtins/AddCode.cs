using System.Text;
using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Builtins;

/// <summary><c>add(items)</c>: the sum of all outputs; null when there are none.</summary>
internal sealed class AddCode(Code items) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var sink = new SumSink();
        var flow = items.Run(machine, frame, input, null, sink);
        output = flow == Flow.Done ? sink.Sum : default;
        return flow;
    }

    private sealed class SumSink : Sink
    {
        private JqValue _sum;
        private StringBuilder? _text;

        public JqValue Sum => _text is null ? _sum : new(_text.ToString());

        // Strings are gathered in one buffer: adding them pairwise would take time in the square of their number.
        public override Flow Emit(Machine machine, JqValue value, Trail? path)
        {
            if (_text is not null && value.IsString)
            {
                _text.Append(value.Text);
                return machine.Meter.Take(value.Text.Length * 2L) ? Flow.Done : Flow.Abort;
            }

            if (_sum.IsString && value.IsString)
            {
                _text = new StringBuilder(_sum.Text).Append(value.Text);
                return Flow.Done;
            }

            _sum = Sum;
            _text = null;
            return Operators.Add(machine, _sum, value, out _sum);
        }
    }
}
