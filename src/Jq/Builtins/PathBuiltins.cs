using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Builtins;

/// <summary>Functions on paths.</summary>
internal static class PathBuiltins
{
    public static Builtin[] All { get; } =
    [
        Builtin.Special("path", 1, static arguments => new PathCode(arguments[0])),
        Builtin.Special("getpath", 1, static arguments => new GetPathCode(arguments[0])),
        Builtin.Native("setpath", 2, static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) => Paths.Set(m, input, a[0], a[1], out o)),
        Builtin.Native("delpaths", 1, static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) => PathDeletion.Delete(m, input, a[0], out o)),
        Builtin.Special("del", 1, static arguments => new NativeCode(
            static (Machine m, JqValue input, ReadOnlySpan<JqValue> a, out JqValue o) => PathDeletion.Delete(m, input, a[0], out o),
            [new MakeArrayCode(new PathCode(arguments[0]))])),
        Builtin.Special("paths", 0, static _ => Nested(new PathCode(new RecurseCode(null)))),
        Builtin.Special("paths", 1, static arguments => Nested(new PathCode(
            new PipeCode(new RecurseCode(null), new IfCode(arguments[0], IdentityCode.Instance, EmptyCode.Instance))))),
        Builtin.Special("map_values", 1, static arguments => new ModifyCode(new IterateCode(IdentityCode.Instance), arguments[0])),
    ];

    // The root is no path of its own.
    private static PipeCode Nested(Code paths) => new(paths, new IfCode(
        new NativeCode(
            static (Machine _, JqValue input, ReadOnlySpan<JqValue> _, out JqValue o) => ControlBuiltins.Done(JqValue.FromBoolean(input.Count > 0), out o), []),
        IdentityCode.Instance,
        EmptyCode.Instance));
}
