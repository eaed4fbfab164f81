using Pipeline.Jq.Execution;
using Pipeline.Jq.Regexes;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary>
/// <c>sub(regex; replacement; flags)</c>. A replacement with several outputs gives several results: the n-th
/// joins the n-th outputs for all matches.
/// </summary>
internal sealed class SubstituteCode(Code regex, Code replacement, Code flags) : ManyCode
{
    private readonly NativeCode _arguments = new(
        static (Machine _, JqValue _, ReadOnlySpan<JqValue> a, out JqValue o) => ControlBuiltins.Done(new(JqArray.Own([a[0], a[1]])), out o),
        [regex, flags]);

    public override Flow Run(Machine machine, Frame frame, JqValue input, Trail? path, Sink next) =>
        _arguments.Run(machine, frame, input, null, new ArgumentsSink(this, frame, input, path, next));

    private Flow Substitute(Machine machine, Frame frame, JqValue input, JqValue arguments, Trail? path, Sink next)
    {
        var flow = RegexBuiltins.Pattern(machine, input, arguments.Array.Span, out var pattern, out var options);
        if (flow != Flow.Done)
        {
            return flow;
        }

        var matches = new List<PatternMatch>();
        flow = pattern!.Each(machine, input.Text, options, matches.Add);
        if (flow != Flow.Done || matches.Count == 0)
        {
            return flow == Flow.Done ? next.Emit(machine, input, path) : flow;
        }

        var (results, previous) = (new List<JqValue>(), 0);
        foreach (var match in matches)
        {
            var gap = new JqValue(input.Text[previous..Math.Max(previous, match.Start)]);
            flow = Insert(machine, frame, match, gap, results);
            previous = match.End;
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        if (results.Count == 0)
        {
            return next.Emit(machine, input, path);
        }

        return EmitAll(machine, results, new JqValue(input.Text[previous..]), path, next);
    }

    private Flow Insert(Machine machine, Frame frame, PatternMatch match, JqValue gap, List<JqValue> results)
    {
        var inserts = new CollectSink();
        var flow = replacement.Run(machine, frame, match.NamedCaptures(), null, inserts);
        for (var i = 0; i < inserts.Items.Length && flow == Flow.Done; i++)
        {
            if (i == results.Count)
            {
                results.Add(default);
            }

            flow = Operators.Add(machine, gap, inserts.Items[i], out var piece);
            flow = flow == Flow.Done ? Operators.Add(machine, results[i], piece, out piece) : flow;
            results[i] = piece;
        }

        return flow;
    }

    private static Flow EmitAll(Machine machine, List<JqValue> results, JqValue rest, Trail? path, Sink next)
    {
        foreach (var result in results)
        {
            var flow = Operators.Add(machine, result, rest, out var whole);
            flow = flow == Flow.Done ? next.Emit(machine, whole, path) : flow;
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        return Flow.Done;
    }

    private sealed class ArgumentsSink(SubstituteCode owner, Frame frame, JqValue input, Trail? path, Sink next) : Sink
    {
        public override Flow Emit(Machine machine, JqValue value, Trail? _) =>
            owner.Substitute(machine, frame, input, value, path, next);
    }
}
