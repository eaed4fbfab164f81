using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Builtins;

/// <summary>The C library's mathematics, as far as jq offers it.</summary>
internal static class MathBuiltins
{
    public static Builtin[] All { get; } =
    [
        .. Unary().Select(static f => Builtin.Native(f.Name, 0, (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Apply(m, f.Function, input, out o))),
        .. Binary().Select(static f => Builtin.Native(f.Name, 2, (Machine m, JqValue _, ReadOnlySpan<JqValue> a, out JqValue o) => Apply(m, f.Function, a, out o))),
        Builtin.Native("fma", 3, static (Machine m, JqValue _, ReadOnlySpan<JqValue> a, out JqValue o) => Fma(m, a, out o)),
        Builtin.Native("abs", 0, Absolute),
        Builtin.Native("frexp", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Pair(m, input, static x => FloatParts.Frexp(x), out o)),
        Builtin.Native("modf", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Pair(m, input, static x => FloatParts.Modf(x), out o)),
        Builtin.Native("lgamma_r", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Pair(m, input, static x => (Gamma.Log(x), Gamma.Sign(x)), out o)),
        Builtin.Native("infinite", 0, static (Machine _, JqValue _, ReadOnlySpan<JqValue> _, out JqValue o) => ControlBuiltins.Done(JqValue.FromNumber(double.PositiveInfinity), out o)),
        Builtin.Native("nan", 0, static (Machine _, JqValue _, ReadOnlySpan<JqValue> _, out JqValue o) => ControlBuiltins.Done(JqValue.FromNumber(double.NaN), out o)),
        Test("isnan", double.IsNaN),
        Test("isinfinite", double.IsInfinity),
        Test("isnormal", double.IsNormal),
    ];

    /// <summary>The number without its sign; a literal keeps its digits.</summary>
    public static Flow Absolute(Machine machine, JqValue input, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = input;
        if (!input.IsNumber)
        {
            return input.Kind is JqKind.Null or JqKind.Boolean || input < JqValue.FromWritten(0) ? machine.Fail(input, "cannot be negated") : Flow.Done;
        }

        if (input.Number < 0)
        {
            output = NumberReader.Absolute(input);
        }

        return Flow.Done;
    }

    private static IEnumerable<(string Name, Func<double, double> Function)> Unary() =>
    [
        ("floor", Math.Floor), ("ceil", Math.Ceiling), ("sqrt", Math.Sqrt), ("cbrt", Math.Cbrt), ("trunc", Math.Truncate),
        ("round", static x => Math.Round(x, MidpointRounding.AwayFromZero)),
        ("rint", static x => Math.Round(x, MidpointRounding.ToEven)), ("nearbyint", static x => Math.Round(x, MidpointRounding.ToEven)),
        ("fabs", Math.Abs), ("sin", Math.Sin), ("cos", Math.Cos), ("tan", Math.Tan), ("asin", Math.Asin), ("acos", Math.Acos),
        ("atan", Math.Atan), ("sinh", Math.Sinh), ("cosh", Math.Cosh), ("tanh", Math.Tanh), ("asinh", Math.Asinh),
        ("acosh", Math.Acosh), ("atanh", Math.Atanh), ("exp", Math.Exp), ("exp2", static x => Math.Pow(2, x)),
        ("exp10", static x => Math.Pow(10, x)), ("pow10", static x => Math.Pow(10, x)), ("expm1", FloatParts.Expm1), ("log", Math.Log),
        ("log2", Math.Log2), ("log10", Math.Log10), ("log1p", FloatParts.Log1p), ("logb", FloatParts.Logb),
        ("gamma", Gamma.Log), ("lgamma", Gamma.Log), ("tgamma", Gamma.Of), ("significand", FloatParts.Significand),
        ("erf", Gamma.Erf), ("erfc", Gamma.Erfc),
        ("j0", static x => Bessel.J(0, x)), ("j1", static x => Bessel.J(1, x)), ("y0", static x => Bessel.Y(0, x)), ("y1", static x => Bessel.Y(1, x)),
    ];

    private static IEnumerable<(string Name, Func<double, double, double> Function)> Binary() =>
    [
        ("pow", Math.Pow), ("atan2", Math.Atan2), ("fmod", static (x, y) => x % y), ("hypot", double.Hypot),
        ("fmin", static (x, y) => double.IsNaN(x) ? y : double.IsNaN(y) ? x : Math.Min(x, y)),
        ("fmax", static (x, y) => double.IsNaN(x) ? y : double.IsNaN(y) ? x : Math.Max(x, y)),
        ("fdim", static (x, y) => double.IsNaN(x) || double.IsNaN(y) ? double.NaN : x > y ? x - y : 0),
        ("copysign", Math.CopySign), ("drem", Math.IEEERemainder), ("remainder", Math.IEEERemainder),
        ("nextafter", FloatParts.NextAfter), ("nexttoward", FloatParts.NextAfter),
        ("ldexp", FloatParts.Scale), ("scalb", FloatParts.ScaleByWhole), ("scalbln", FloatParts.Scale),
        ("jn", static (n, x) => Bessel.J((int)n, x)), ("yn", static (n, x) => Bessel.Y((int)n, x)),
    ];

    private static Builtin Test(string name, Func<double, bool> test) => Builtin.Native(name, 0, (Machine _, JqValue input, ReadOnlySpan<JqValue> _, out JqValue output) =>
    {
        output = JqValue.FromBoolean(input.IsNumber && test(input.Number));
        return Flow.Done;
    });

    private static Flow Apply(Machine machine, Func<double, double> function, JqValue input, out JqValue output)
    {
        output = default;
        if (!input.IsNumber)
        {
            return machine.Fail(input, "number required");
        }

        output = JqValue.FromNumber(function(input.Number));
        return Flow.Done;
    }

    private static Flow Apply(Machine machine, Func<double, double, double> function, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        foreach (ref readonly var argument in arguments)
        {
            if (!argument.IsNumber)
            {
                return machine.Fail(argument, "number required");
            }
        }

        output = JqValue.FromNumber(function(arguments[0].Number, arguments[1].Number));
        return Flow.Done;
    }

    private static Flow Fma(Machine machine, ReadOnlySpan<JqValue> arguments, out JqValue output)
    {
        output = default;
        foreach (ref readonly var argument in arguments)
        {
            if (!argument.IsNumber)
            {
                return machine.Fail(argument, "number required");
            }
        }

        output = JqValue.FromNumber(Math.FusedMultiplyAdd(arguments[0].Number, arguments[1].Number, arguments[2].Number));
        return Flow.Done;
    }

    private static Flow Pair(Machine machine, JqValue input, Func<double, (double, double)> function, out JqValue output)
    {
        output = default;
        if (!input.IsNumber)
        {
            return machine.Fail(input, "number required");
        }

        var (first, second) = function(input.Number);
        output = new(JqArray.Own([JqValue.FromNumber(first), JqValue.FromNumber(second)]));
        return Flow.Done;
    }
}
