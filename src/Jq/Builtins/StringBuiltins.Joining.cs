using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary>Taking strings apart and putting them together.</summary>
internal static partial class StringBuiltins
{
    public static Flow Split(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        if (!input.IsString || !arguments[0].IsString)
        {
            return machine.Fail("split input and separator must be strings");
        }

        var (text, separator) = (input.Text, arguments[0].Text);
        var parts = text.Length == 0 ? [] : separator.Length == 0 ? Characters(text) : text.Split(separator);
        output = new(JqArray.Own(Array.ConvertAll(parts, static part => new JqValue(part))));
        return machine.Meter.Take((text.Length * 2L) + (parts.Length * (long)Machine.ItemBytes)) ? Flow.Done : Flow.Abort;
    }

    private static string[] Characters(string text) => [.. text.EnumerateRunes().Select(static rune => rune.ToString())];

    private static Flow Join(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        var separator = arguments[0];
        if (input.IsArray && input.Count == 0)
        {
            output = new("");
            return Flow.Done;
        }

        if (input.IsArray && separator.IsString && TryJoin(input.Array, separator.Text, out var joined))
        {
            output = new(joined);
            return machine.Meter.Take(joined.Length * 2L) ? Flow.Done : Flow.Abort;
        }

        if (input.Kind is not (JqKind.Array or JqKind.Object))
        {
            return machine.Fail($"Cannot iterate over {ErrorText.Describe(input)}");
        }

        return AddOneByOne(machine, input, separator, out output);
    }

    // What does not join the simple way fails, or not, exactly where adding one by one does.
    private static Flow AddOneByOne(Machine machine, JqValue input, JqValue separator, out JqValue output)
    {
        output = default;
        var text = default(JqValue);
        foreach (var item in input.IsArray ? input.Array.Span : input.Object.Values)
        {
            var part = item.IsTruthy || item.Kind == JqKind.Boolean ? item : new("");
            part = part.Kind is JqKind.Boolean or JqKind.Number ? new(JsonText.Write(part)) : part;
            var flow = Operators.Add(machine, text.IsNull ? new("") : text, text.IsNull ? default : separator, out text);
            flow = flow == Flow.Done ? Operators.Add(machine, text, part, out text) : flow;
            if (flow != Flow.Done)
            {
                return flow;
            }
        }

        output = text.IsTruthy ? text : new("");
        return Flow.Done;
    }

    private static bool TryJoin(JqArray items, string separator, out string joined)
    {
        var parts = new string[items.Count];
        joined = "";
        for (var i = 0; i < parts.Length; i++)
        {
            var item = items[i];
            switch (item.Kind)
            {
                case JqKind.String:
                    parts[i] = item.Text;
                    break;
                case JqKind.Null:
                    parts[i] = "";
                    break;
                case JqKind.Boolean or JqKind.Number:
                    parts[i] = JsonText.Write(item);
                    break;
                default:
                    return false;
            }
        }

        joined = string.Join(separator, parts);
        return true;
    }
}
