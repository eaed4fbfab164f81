using System.Collections.Frozen;

namespace Pipeline.Jq.Builtins;

/// <summary>All functions written in C#. Those written in jq are in <see cref="Prelude"/>.</summary>
internal static class Catalog
{
    private static readonly FrozenDictionary<(string, int), Builtin> Builtins = new Builtin[][]
    {
        Operators.All,
        ControlBuiltins.All,
        CollectionBuiltins.All,
        OrderBuiltins.All,
        PathBuiltins.All,
        StringBuiltins.All,
        ConversionBuiltins.All,
        RegexBuiltins.All,
        MathBuiltins.All,
        DateBuiltins.All,
        EnvironmentBuiltins.All,
    }
    .SelectMany(group => group)
    .ToFrozenDictionary(builtin => (builtin.Name, builtin.Arity));

    public static IEnumerable<(string Name, int Arity)> Signatures => Builtins.Keys;

    public static bool TryFind(string name, int arity, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Builtin builtin) =>
        Builtins.TryGetValue((name, arity), out builtin);
}
