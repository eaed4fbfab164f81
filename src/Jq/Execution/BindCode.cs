namespace Pipeline.Jq.Execution;

/// <summary><c>source as pattern | body</c>. The body runs once for each way the pattern fits the value.</summary>
/// <param name="source">What is bound; null when the caller has the value already (reduce, foreach).</param>
/// <param name="patterns">The alternatives of <c>?//</c>, tried in order.</param>
/// <param name="slots">All variables of all alternatives.</param>
/// <param name="body">What runs with the variables bound.</param>
/// <param name="restores">
/// Whether the variables get their old values back. Needed inside arguments, which a callee may enter again
/// while an earlier entry waits for its next output.
/// </param>
internal sealed class BindCode(Code? source, Matcher[] patterns, int[] slots, Code body, bool restores) : Code
{
    public override bool IsSingle { get; } = source is { IsSingle: true } && patterns is [VariableMatcher] && body.IsSingle;

    /// <summary>The third part of a foreach, which sees the variables too.</summary>
    public Code? Extract { get; init; }

    public override bool CanEval(Frame frame) => IsSingle || (patterns is [VariableMatcher] && source!.CanEval(frame) && body.CanEval(frame));

    public override Flow Eval(Machine machine, Frame frame, JqValue input, out JqValue output)
    {
        var flow = source!.Eval(machine, frame, input, out output);
        if (flow != Flow.Done)
        {
            return flow;
        }

        ref var variable = ref frame.Variables[slots[0]];
        var outer = variable;
        variable = output;
        flow = body.Eval(machine, frame, input, out output);
        if (restores)
        {
            variable = outer;
        }

        return flow;
    }

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next)
    {
        if (restores || !source!.CanEval(frame) || patterns is not [VariableMatcher])
        {
            return source!.Run(machine, frame, input, null, new SourceSink(this, frame, input, path, next));
        }

        var flow = source.Eval(machine, frame, input, out var value);
        if (flow != Flow.Done)
        {
            return flow == Flow.Empty ? Flow.Done : flow;
        }

        frame.Variables[slots[0]] = value;
        return body.Run(machine, frame, input, path, next);
    }

    /// <summary>Binds a value and runs the body on an input.</summary>
    public Flow RunWith(Machine machine, Frame frame, JqValue value, JqValue input, Trail? path, Sink next)
    {
        var outer = restores ? Save(frame) : null;
        var flow = patterns.Length == 1
            ? patterns[0].Match(machine, frame, value, path, new BodySink(body, frame, input, next))
            : TryAlternatives(machine, frame, value, input, path, next);
        Restore(frame, outer);
        return flow;
    }

    // Each alternative is tried when the one before raised an error or broke off: in its pattern, in the body or, as
    // jq goes back the same way from there too, in what comes after.
    private Flow TryAlternatives(Machine machine, Frame frame, JqValue value, JqValue input, Trail? path, Sink next)
    {
        var flow = Flow.Done;
        for (var i = 0; i < patterns.Length; i++)
        {
            foreach (var slot in slots)
            {
                frame.Variables[slot] = default;
            }

            flow = patterns[i].Match(machine, frame, value, path, new BodySink(body, frame, input, next));
            if (flow is not (Flow.Error or Flow.Break))
            {
                break;
            }
        }

        return flow;
    }

    private JqValue[] Save(Frame frame) => Array.ConvertAll(slots, slot => frame.Variables[slot]);

    private void Restore(Frame frame, JqValue[]? outer)
    {
        for (var i = 0; outer is not null && i < slots.Length; i++)
        {
            frame.Variables[slots[i]] = outer[i];
        }
    }

    private sealed class SourceSink(BindCode code, Frame frame, JqValue input, Trail? path, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? _) =>
            machine.Meter.Step() ? code.RunWith(machine, frame, value, input, path, next) : Flow.Abort;
    }

    private sealed class BodySink(Code body, Frame frame, JqValue input, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? path) =>
            machine.Settle(body.Run(machine, frame, input, path, next), next);
    }
}
