using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary>Functions on strings that need no regular expression.</summary>
internal static partial class StringBuiltins
{
    public static Builtin[] All { get; } =
    [
        Builtin.Native("startswith", 1, static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) =>
            Affix(m, input, a[0], "startswith", static (text, affix) => JqValue.FromBoolean(text.StartsWith(affix, StringComparison.Ordinal)), out o)),
        Builtin.Native("endswith", 1, static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) =>
            Affix(m, input, a[0], "endswith", static (text, affix) => JqValue.FromBoolean(text.EndsWith(affix, StringComparison.Ordinal)), out o)),
        Builtin.Native("ltrimstr", 1, static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) =>
            Affix(m, input, a[0], "startswith", static (text, affix) => new(CutStart(text, affix)), out o)),
        Builtin.Native("rtrimstr", 1, static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) =>
            Affix(m, input, a[0], "endswith", static (text, affix) => new(CutEnd(text, affix)), out o)),
        Builtin.Native("trimstr", 1, static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) =>
            Affix(m, input, a[0], "startswith", static (text, affix) => new(CutEnd(CutStart(text, affix), affix)), out o)),
        Builtin.Native("trim", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Trim(m, input, true, true, out o)),
        Builtin.Native("ltrim", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Trim(m, input, true, false, out o)),
        Builtin.Native("rtrim", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Trim(m, input, false, true, out o)),
        Builtin.Native("split", 1, Split),
        Builtin.Native("join", 1, Join),
        Builtin.Native("ascii_downcase", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Case(m, input, false, out o)),
        Builtin.Native("ascii_upcase", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Case(m, input, true, out o)),
        Builtin.Native("_strindices", 1, Indices),
        Builtin.Native("explode", 0, Explode),
        Builtin.Native("implode", 0, Implode),
    ];

    private static string CutStart(string text, string affix) => text.StartsWith(affix, StringComparison.Ordinal) ? text[affix.Length..] : text;

    private static string CutEnd(string text, string affix) => text.EndsWith(affix, StringComparison.Ordinal) ? text[..^affix.Length] : text;

    private static Flow Affix(Machine machine, JqValue input, JqValue affix, string name, Func<string, string, JqValue> apply, out JqValue output)
    {
        output = default;
        if (!input.IsString || !affix.IsString)
        {
            return machine.Fail($"{name}() requires string inputs");
        }

        output = apply(input.Text, affix.Text);
        return machine.Meter.Take(output.IsString ? output.Text.Length * 2L : 0) ? Flow.Done : Flow.Abort;
    }

    private static Flow Trim(Machine machine, JqValue input, bool start, bool end, out JqValue output)
    {
        output = default;
        if (!input.IsString)
        {
            return machine.Fail("trim input must be a string");
        }

        var text = start ? input.Text.TrimStart() : input.Text;
        output = new(end ? text.TrimEnd() : text);
        return machine.Meter.Take(output.Text.Length * 2L) ? Flow.Done : Flow.Abort;
    }

    private static Flow Case(Machine machine, JqValue input, bool upper, out JqValue output)
    {
        output = default;
        if (!input.IsString)
        {
            return machine.Fail("explode input must be a string");
        }

        output = new(string.Create(input.Text.Length, (input.Text, upper), static (span, state) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                var unit = state.Text[i];
                span[i] = state.upper
                    ? char.IsAsciiLetterLower(unit) ? (char)(unit - 32) : unit
                    : char.IsAsciiLetterUpper(unit) ? (char)(unit + 32) : unit;
            }
        }));
        return machine.Meter.Take(input.Text.Length * 2L) ? Flow.Done : Flow.Abort;
    }

    private static Flow Indices(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        if (!input.IsString)
        {
            return machine.Fail(input, "cannot be searched, as it is not a string");
        }

        if (!arguments[0].IsString)
        {
            return machine.Fail(arguments[0], "is not a string");
        }

        var (text, sought) = (input.Text, arguments[0].Text);
        if (!machine.Meter.Scan(text.Length))
        {
            return Flow.Abort;
        }

        var found = new List<JqValue>();
        var (codePoints, counted) = (0, 0);
        for (var at = 0; sought.Length > 0 && found.Count * (long)Machine.ItemBytes <= machine.Meter.Room && (at = text.IndexOf(sought, at, StringComparison.Ordinal)) >= 0; at++)
        {
            codePoints += Unicode.Length(text.AsSpan(counted, at - counted));
            counted = at;
            found.Add(JqValue.FromNumber(codePoints));
        }

        output = new(JqArray.From(found));
        return machine.Meter.Take(found.Count * (long)Machine.ItemBytes) ? Flow.Done : Flow.Abort;
    }

    private static Flow Explode(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        if (!input.IsString)
        {
            return machine.Fail("explode input must be a string");
        }

        if (!machine.Meter.Take(input.Text.Length * (long)Machine.ItemBytes))
        {
            return Flow.Abort;
        }

        var codePoints = new List<JqValue>(input.Text.Length);
        foreach (var rune in input.Text.EnumerateRunes())
        {
            codePoints.Add(JqValue.FromNumber(rune.Value));
        }

        output = new(JqArray.From(codePoints));
        return Flow.Done;
    }

    private static Flow Implode(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        if (!input.IsArray)
        {
            return machine.Fail("implode input must be an array");
        }

        var text = new System.Text.StringBuilder(input.Count);
        foreach (ref readonly var item in input.Array.Span)
        {
            if (!item.IsNumber || double.IsNaN(item.Number))
            {
                return machine.Fail(item, "can't be imploded, unicode codepoint needs to be numeric");
            }

            var point = item.Number is > -1 and < 0x110000 ? (int)item.Number : -1;
            text.Append(System.Text.Rune.IsValid(point) ? new System.Text.Rune(point) : System.Text.Rune.ReplacementChar);
        }

        output = new(text.ToString());
        return machine.Meter.Take(text.Length * 2L) ? Flow.Done : Flow.Abort;
    }
}
