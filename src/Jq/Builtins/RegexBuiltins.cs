using Pipeline.Jq.Execution;
using Pipeline.Jq.Regexes;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary>Functions on regular expressions. The shorter forms of them are in <see cref="Prelude"/>.</summary>
internal static class RegexBuiltins
{
    public static Builtin[] All { get; } =
    [
        Builtin.Special("match", 1, static arguments => new IterateCode(new NativeCode(Matches, arguments))),
        Builtin.Special("match", 2, static arguments => new IterateCode(new NativeCode(Matches, arguments))),
        Builtin.Special("capture", 1, static arguments => new IterateCode(new NativeCode(Captures, arguments))),
        Builtin.Special("capture", 2, static arguments => new IterateCode(new NativeCode(Captures, arguments))),
        Builtin.Native("test", 1, Test),
        Builtin.Native("test", 2, Test),
        Builtin.Native("_split", 2, Split),
        Builtin.Special("sub", 3, static arguments => new SubstituteCode(arguments[0], arguments[1], arguments[2])),
    ];

    private static Flow Matches(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output) =>
        Collect(machine, input, arguments, static match => match.ToValue(), out output);

    private static Flow Captures(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output) =>
        Collect(machine, input, arguments, static match => match.NamedCaptures(), out output);

    private static Flow Collect(
        Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, Func<PatternMatch, JqValue> toValue, out JqValue output)
    {
        output = default;
        var flow = Pattern(machine, input, arguments, out var pattern, out var flags);
        if (flow != Flow.Done)
        {
            return flow;
        }

        var found = new List<JqValue>();
        flow = pattern!.Each(machine, input.Text, flags, match => found.Add(toValue(match)));
        output = new(JqArray.From(found));
        return flow == Flow.Done && !machine.Meter.Take(found.Count * 8L * Machine.PropertyBytes) ? Flow.Abort : flow;
    }

    /// <summary>Reads pattern and flags: two arguments, or one that is the pattern or an array of both.</summary>
    public static Flow Pattern(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqPattern? pattern, out MatchFlags flags)
    {
        (pattern, flags) = (null, default);
        var regex = arguments[0];
        var modifiers = arguments.Length > 1 ? arguments[1] : default;
        if (arguments.Length == 1 && !regex.IsString)
        {
            if (regex.Kind != JqKind.Array || regex.Count == 0)
            {
                return machine.Fail($"{regex.Kind.Name()} not a string or array");
            }

            (regex, modifiers) = (regex.ItemAt(0), regex.Count > 1 ? regex.ItemAt(1) : default);
        }

        if (!input.IsString)
        {
            return machine.Fail(input, "cannot be matched, as it is not a string");
        }

        if (!regex.IsString)
        {
            return machine.Fail(regex, "is not a string");
        }

        if (!modifiers.IsNull && !modifiers.IsString)
        {
            return machine.Fail(modifiers, "is not a string");
        }

        var letters = modifiers.IsNull ? "" : modifiers.Text;
        if (!MatchFlags.TryParse(letters, out flags))
        {
            return machine.Fail($"{letters} is not a valid modifier string");
        }

        pattern = JqPattern.Get(regex.Text, flags, out var problem);
        return pattern is not null ? Flow.Done : machine.Fail($"Regex failure: {problem}");
    }

    private static Flow Test(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        var flow = Pattern(machine, input, arguments, out var pattern, out var flags);
        if (flow != Flow.Done)
        {
            return flow;
        }

        flow = pattern!.Test(machine, input.Text, flags, out var matches);
        output = JqValue.FromBoolean(matches);
        return flow;
    }

    private static Flow Split(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        var flow = Pattern(machine, input, arguments, out var pattern, out var flags);
        if (flow != Flow.Done)
        {
            return flow;
        }

        var (text, parts, previous) = (input.Text, new List<JqValue>(), 0);
        flow = pattern!.Each(machine, text, flags with { Global = true }, match =>
        {
            // A match may begin before the end of the one before, with a part that looks back: nothing lies between them.
            parts.Add(new(text[previous..Math.Max(previous, match.Start)]));
            previous = match.End;
        });
        parts.Add(new(text[previous..]));
        output = new(JqArray.From(parts));
        return flow == Flow.Done && !machine.Meter.Take(text.Length + (parts.Count * (long)Machine.ItemBytes)) ? Flow.Abort : flow;
    }
}
