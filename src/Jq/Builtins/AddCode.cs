using System.Text;
using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary><c>add(items)</c>: the sum of all outputs; null when there are none.</summary>
internal sealed class AddCode(Code items) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var sink = new SumSink();
        var flow = items.Run(machine, frame, input, null, sink);
        output = flow == Flow.Done ? sink.Take() : default;
        return flow;
    }

    // Strings and objects are gathered in one buffer: adding them pairwise would take time in the square of
    // their number, and gathering tags into an object is what mappings do most.
    private sealed class SumSink : Sink
    {
        private JqValue _sum;
        private StringBuilder? _text;
        private ObjectBuilder? _properties;

        public JqValue Take()
        {
            if (_text is not null)
            {
                _sum = new(_text.ToString());
            }
            else if (_properties is { } properties)
            {
                _sum = new(properties.Build());
            }

            (_text, _properties) = (null, null);
            return _sum;
        }

        public override Flow Emit(Machine machine, JqValue value, Trail? path)
        {
            if (value.IsString && (_text is not null || _sum.IsString))
            {
                _text ??= new StringBuilder(_sum.Text);
                _text.Append(value.Text);
                return machine.Meter.Take(value.Text.Length * 2L) ? Flow.Done : Flow.Abort;
            }

            if (value.IsObject && (_properties is not null || _sum.IsObject))
            {
                return Gather(machine, value);
            }

            return Operators.Add(machine, Take(), value, out _sum);
        }

        private Flow Gather(Machine machine, JqValue value)
        {
            var gathered = _properties ?? new ObjectBuilder(_sum.Count + value.Count);
            if (_properties is null)
            {
                gathered.SetAll(_sum);
            }

            gathered.SetAll(value);
            _properties = gathered;
            return machine.Meter.Take(value.Count * (long)Machine.PropertyBytes) ? Flow.Done : Flow.Abort;
        }
    }
}
