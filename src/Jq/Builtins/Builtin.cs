using Pipeline.Jq.Compilation;
using Pipeline.Jq.Execution;

namespace Pipeline.Jq.Builtins;

/// <summary>A built-in function: its name, its number of arguments and how a call of it becomes code.</summary>
internal sealed record Builtin(string Name, int Arity, Func<Compiler, Code[], Code> Bind)
{
    /// <summary>A function over evaluated arguments.</summary>
    public static Builtin Native(string name, int arity, NativeFunction function) =>
        new(name, arity, (_, arguments) => new NativeCode(function, arguments));

    /// <summary>A function that decides itself when and how often its arguments run.</summary>
    public static Builtin Special(string name, int arity, Func<Code[], Code> bind) =>
        new(name, arity, (_, arguments) => bind(arguments));
}
