namespace Pipeline.Jq.Execution;

/// <summary>A string with parts that have at most one output each.</summary>
internal sealed class InterpolationCode(Code[] parts) : SingleCode
{
    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        output = default;
        var (texts, length) = (new string[parts.Length], 0L);
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            var flow = parts[i].Eval(machine, frame, input, out var part);
            if (flow != Flow.Done)
            {
                return flow;
            }

            texts[i] = part.Text;
            length += texts[i].Length;
        }

        if (!machine.Meter.Take(length * 2))
        {
            return Flow.Abort;
        }

        output = new(string.Concat(texts));
        return Flow.Done;
    }
}
