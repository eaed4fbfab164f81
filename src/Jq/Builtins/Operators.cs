using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary>The binary operators as functions of two arguments, and negation.</summary>
internal static partial class Operators
{
    // jq's limit of a repeated string: what a 32-bit length can hold.
    private const double MaxRepeatedBytes = int.MaxValue;

    public static Builtin[] All { get; } =
    [
        Builtin.Native("_plus", 2, Find("+")),
        Builtin.Native("_minus", 2, Find("-")),
        Builtin.Native("_multiply", 2, Find("*")),
        Builtin.Native("_divide", 2, Find("/")),
        Builtin.Native("_mod", 2, Find("%")),
        Builtin.Native("_negate", 0, NegateInput),
    ];

    public static NativeFunction Find(string symbol) => symbol switch
    {
        "+" => Add,
        "-" => Subtract,
        "*" => Multiply,
        "/" => Divide,
        "%" => Remainder,
        "==" => static (Machine m, JqValue _, ReadOnlySpan<JqValue> a, out JqValue o) => Equal(m, a, true, out o),
        "!=" => static (Machine m, JqValue _, ReadOnlySpan<JqValue> a, out JqValue o) => Equal(m, a, false, out o),
        "<" => static (Machine m, JqValue _, ReadOnlySpan<JqValue> a, out JqValue o) => Compare(m, a, static c => c < 0, out o),
        ">" => static (Machine m, JqValue _, ReadOnlySpan<JqValue> a, out JqValue o) => Compare(m, a, static c => c > 0, out o),
        "<=" => static (Machine m, JqValue _, ReadOnlySpan<JqValue> a, out JqValue o) => Compare(m, a, static c => c <= 0, out o),
        ">=" => static (Machine m, JqValue _, ReadOnlySpan<JqValue> a, out JqValue o) => Compare(m, a, static c => c >= 0, out o),
        _ => throw new ArgumentOutOfRangeException(nameof(symbol), symbol, "Not an operator."),
    };

    /// <summary>Negates its input.</summary>
    public static NativeFunction Negate { get; } = NegateInput;

    private static Flow NegateInput(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        if (!input.IsNumber)
        {
            return machine.Fail(input, "cannot be negated");
        }

        output = NumberReader.Negate(input);
        return Flow.Done;
    }

    public static Flow Add(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output) =>
        Add(machine, arguments[0], arguments[1], out output);

    public static Flow Add(Machine machine, JqValue left, JqValue right, out JqValue output)
    {
        output = left.IsNull ? right : left;
        if (left.IsNull || right.IsNull)
        {
            return Flow.Done;
        }

        switch (left.Kind)
        {
            case JqKind.Number when right.IsNumber:
                output = JqValue.FromNumber(left.Number + right.Number);
                return Flow.Done;
            case JqKind.String when right.IsString:
                return Concat(machine, left.Text, right.Text, out output);
            case JqKind.Array when right.IsArray:
                var hasRoom = left.Array.HasRoom(machine.Owner);
                output = new(left.Array.Concat(right.Array, machine.Owner));
                return machine.Meter.Take(((right.Count == 1 && hasRoom ? 0 : left.Count) + right.Count) * (long)Machine.ItemBytes) ? Flow.Done : Flow.Abort;
            case JqKind.Object when right.IsObject:
                output = new(Merge(left, right));
                return machine.Meter.Take((left.Count + right.Count) * (long)Machine.PropertyBytes) ? Flow.Done : Flow.Abort;
            default:
                return machine.Fail(left, right, "cannot be added");
        }
    }

    private static Flow Concat(Machine machine, string left, string right, out JqValue output)
    {
        output = default;
        if (!machine.Meter.Take((left.Length + (long)right.Length) * 2))
        {
            return Flow.Abort;
        }

        output = new(left + right);
        return Flow.Done;
    }

    private static Flow Multiply(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        var (left, right) = (arguments[0], arguments[1]);
        output = default;
        if (left.IsNumber && right.IsNumber)
        {
            output = JqValue.FromNumber(left.Number * right.Number);
            return Flow.Done;
        }

        if (left.IsString && right.IsNumber)
        {
            return Repeat(machine, left.Text, right.Number, out output);
        }

        if (left.IsNumber && right.IsString)
        {
            return Repeat(machine, right.Text, left.Number, out output);
        }

        return left.IsObject && right.IsObject
            ? DeepMerge(machine, left.Object, right.Object, 0, out output)
            : machine.Fail(left, right, "cannot be multiplied");
    }

    private static Flow Divide(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        var (left, right) = (arguments[0], arguments[1]);
        output = default;
        if (left.IsNumber && right.IsNumber)
        {
            output = JqValue.FromNumber(left.Number / right.Number);
            return right.Number == 0 ? machine.Fail(left, right, "cannot be divided because the divisor is zero") : Flow.Done;
        }

        return left.IsString && right.IsString
            ? StringBuiltins.Split(machine, left, arguments[1..], out output)
            : machine.Fail(left, right, "cannot be divided");
    }

    private static Flow Remainder(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        var (left, right) = (arguments[0], arguments[1]);
        output = default;
        if (!left.IsNumber || !right.IsNumber)
        {
            return machine.Fail(left, right, "cannot be divided (remainder)");
        }

        if (double.IsNaN(left.Number) || double.IsNaN(right.Number))
        {
            output = JqValue.FromNumber(double.NaN);
            return Flow.Done;
        }

        // As C does it on 64-bit integers: truncated operands, the sign of the dividend.
        var divisor = ToInteger(right.Number);
        if (divisor == 0)
        {
            return machine.Fail(left, right, "cannot be divided (remainder) because the divisor is zero");
        }

        var dividend = ToInteger(left.Number);
        var magnitude = (dividend < 0 ? -(Int128)dividend : dividend) % (divisor < 0 ? -(Int128)divisor : divisor);
        output = JqValue.FromNumber((double)(dividend < 0 ? -magnitude : magnitude));
        return Flow.Done;
    }

    private static long ToInteger(double value) =>
        value >= long.MaxValue ? long.MaxValue : value <= long.MinValue ? long.MinValue : (long)value;

    private static Flow Equal(Machine machine, ReadOnlySpan<JqValue> arguments, bool expected, out JqValue output)
    {
        var equal = ValueComparer.TryEqual(arguments[0], arguments[1], machine.Meter);
        output = JqValue.FromBoolean(equal == expected);
        return equal is null ? machine.FailUnlessEnded("Equality check too deep") : Flow.Done;
    }

    private static Flow Compare(Machine machine, ReadOnlySpan<JqValue> arguments, Func<int, bool> test, out JqValue output)
    {
        var order = ValueComparer.TryCompare(arguments[0], arguments[1], machine.Meter);
        output = JqValue.FromBoolean(order is { } known && test(known));
        return order is null ? machine.FailUnlessEnded("Comparison too deep") : Flow.Done;
    }
}
