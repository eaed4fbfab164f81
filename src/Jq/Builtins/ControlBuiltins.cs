using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Builtins;

/// <summary>What decides which values flow on: selection, errors, ranges, limits, recursion.</summary>
internal static class ControlBuiltins
{
    public static Builtin[] All { get; } =
    [
        Builtin.Special("empty", 0, static _ => EmptyCode.Instance),
        Builtin.Native("error", 0, static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Raise(m, input, out o)),
        Builtin.Special("error", 1, static arguments => new PipeCode(
            arguments[0], new NativeCode(static (Machine m, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Raise(m, input, out o), []))),
        Builtin.Native("not", 0, static (Machine _, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => Done(JqValue.FromBoolean(!input.IsTruthy), out o)),
        Builtin.Special("select", 1, static arguments => new IfCode(arguments[0], IdentityCode.Instance, EmptyCode.Instance)),
        Builtin.Special("map", 1, static arguments => new MakeArrayCode(new PipeCode(new IterateCode(IdentityCode.Instance), arguments[0]))),
        Builtin.Special("recurse", 0, static _ => new RecurseCode(null)),
        Builtin.Special("recurse", 1, static arguments => new RecurseCode(arguments[0])),
        Builtin.Special("range", 1, static arguments => new RangeCode([new ConstantCode(JqValue.FromWritten(0)), arguments[0]])),
        Builtin.Special("range", 2, static arguments => new RangeCode(arguments)),
        Builtin.Special("range", 3, static arguments => new RangeCode(arguments)),
        Builtin.Special("first", 1, static arguments => new FirstCode(arguments[0])),
        Builtin.Special("last", 1, static arguments => new LastCode(arguments[0])),
        Builtin.Special("isempty", 1, static arguments => new IsEmptyCode(arguments[0])),
        Builtin.Special("any", 0, static _ => new AnyCode(new IterateCode(IdentityCode.Instance), IdentityCode.Instance, true)),
        Builtin.Special("all", 0, static _ => new AnyCode(new IterateCode(IdentityCode.Instance), IdentityCode.Instance, false)),
        Builtin.Special("any", 1, static arguments => new AnyCode(new IterateCode(IdentityCode.Instance), arguments[0], true)),
        Builtin.Special("all", 1, static arguments => new AnyCode(new IterateCode(IdentityCode.Instance), arguments[0], false)),
        Builtin.Special("any", 2, static arguments => new AnyCode(arguments[0], arguments[1], true)),
        Builtin.Special("all", 2, static arguments => new AnyCode(arguments[0], arguments[1], false)),
    ];

    internal static Flow Done(JqValue value, out JqValue output)
    {
        output = value;
        return Flow.Done;
    }

    private static Flow Raise(Machine machine, JqValue error, out JqValue output)
    {
        output = default;
        return machine.Fail(error);
    }
}
