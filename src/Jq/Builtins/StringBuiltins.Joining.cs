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
        var count = separator.Length == 0 ? text.Length : text.AsSpan().Count(separator) + 1;
        if (!machine.Meter.Take((text.Length * 2L) + (count * (long)(Machine.ItemBytes + Machine.TextBytes))))
        {
            return Flow.Abort;
        }

        var parts = text.Length == 0 ? [] : separator.Length == 0 ? Characters(text) : text.Split(separator);
        output = new(JqArray.Own(Array.ConvertAll(parts, static part => new JqValue(part))));
        return Flow.Done;
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

        if (input.IsArray && separator.IsString && TryParts(input.Array, out var parts))
        {
            var length = parts.Sum(static part => (long)part.Length) + ((long)separator.Text.Length * (parts.Length - 1));
            if (!machine.Meter.Take(length * 2))
            {
                return Flow.Abort;
            }

            output = new(string.Join(separator.Text, parts));
            return Flow.Done;
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

    private static bool TryParts(JqArray items, out string[] parts)
    {
        parts = new string[items.Count];
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

        return true;
    }
}
