namespace Pipeline.Jq.Execution;

/// <summary>A string with parts that have at most one output each.</summary>
internal sealed class InterpolationCode(Code[] parts) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        output = default;
        var texts = new string[parts.Length];
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            var flow = parts[i].Eval(machine, frame, input, out var part);
            if (flow != Flow.Done)
            {
                return flow;
            }

            texts[i] = part.Text;
        }

        var text = string.Concat(texts);
        output = new(text);
        return machine.Meter.Take(text.Length * 2L) ? Flow.Done : Flow.Abort;
    }
}
