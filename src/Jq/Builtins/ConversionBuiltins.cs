using System.Text;
using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary>Between kinds of value, and to and from JSON text.</summary>
internal static class ConversionBuiltins
{
    public static Builtin[] All { get; } =
    [
        Builtin.Native("type", 0, static (Machine _, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => ControlBuiltins.Done(new(input.Kind.Name()), out o)),
        Builtin.Native("tostring", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => input.IsString
            ? ControlBuiltins.Done(input, out o)
            : ToJson(m, input, out o)),
        Builtin.Native("tojson", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => ToJson(m, input, out o)),
        Builtin.Native("fromjson", 0, FromJson),
        Builtin.Native("tonumber", 0, ToNumber),
        Builtin.Native("toboolean", 0, ToBoolean),
        Builtin.Native("format", 1, Formats.Apply),
        Builtin.Native("ascii", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) => StringFromCode(m, input, out o)),
    ];

    // What the smallest arrays take, of two brackets and a comma.
    private const long ParsedBytesPerUnit = 16;

    public static Flow ToJson(Machine machine, JqValue input, out JqValue output)
    {
        // A value of which all parts are one and the same may be small here and huge as text.
        output = new(JsonText.WriteStart(input, machine.Meter.WritableBytes, out var bytes));
        return machine.Meter.Wrote(bytes) ? Flow.Done : Flow.Abort;
    }

    private static Flow FromJson(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        if (!input.IsString)
        {
            return machine.Fail(input, "only strings can be parsed");
        }

        if (!machine.Meter.Take(input.Text.Length * ParsedBytesPerUnit))
        {
            return Flow.Abort;
        }

        var problem = JsonReader.TryParse(Encoding.UTF8.GetBytes(input.Text), out output);
        return problem is null ? Flow.Done : machine.Fail($"{problem} (while parsing '{CString.Of(input)}')");
    }

    private static Flow ToNumber(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = input;
        if (input.IsString && !machine.Meter.Scan(input.Text.Length))
        {
            return Flow.Abort;
        }

        return input.IsNumber || (input.IsString && NumberReader.TryRead(Encoding.UTF8.GetBytes(input.Text), out output))
            ? Flow.Done
            : machine.Fail(input, "cannot be parsed as a number");
    }

    private static Flow ToBoolean(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = input.IsString ? JqValue.FromBoolean(input.Text == "true") : input;
        return input.Kind == JqKind.Boolean || (input.IsString && input.Text is "true" or "false")
            ? Flow.Done
            : machine.Fail(input, "cannot be parsed as a boolean");
    }

    private static Flow StringFromCode(Machine machine, JqValue input, out JqValue output)
    {
        output = default;
        if (!input.IsNumber || !Rune.IsValid((int)input.Number))
        {
            return machine.Fail(input, "is not an ASCII code");
        }

        output = new(new Rune((int)input.Number).ToString());
        return Flow.Done;
    }
}
