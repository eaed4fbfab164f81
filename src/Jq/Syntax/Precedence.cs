using System.Collections.Frozen;

namespace Pipeline.Jq.Syntax;

/// <summary>How tightly the binary operators bind, from loosest to tightest.</summary>
internal static class Precedence
{
    private static readonly FrozenDictionary<string, Operation> Operations = Build();

    public static bool TryGet(string symbol, out Operation operation) => Operations.TryGetValue(symbol, out operation);

    private static FrozenDictionary<string, Operation> Build()
    {
        var levels = new (string Symbols, bool IsRight, bool IsSolitary)[]
        {
            ("//", true, false),
            ("= |= += -= *= /= %= //=", false, true),
            ("or", false, false),
            ("and", false, false),
            ("== != < > <= >=", false, true),
            ("+ -", false, false),
            ("* / %", false, false),
        };
        var operations = new Dictionary<string, Operation>();
        for (var level = 0; level < levels.Length; level++)
        {
            foreach (var symbol in levels[level].Symbols.Split(' '))
            {
                operations[symbol] = new Operation(level, levels[level].IsRight, levels[level].IsSolitary);
            }
        }

        return operations.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>A solitary operator does not chain: <c>1 &lt; 2 &lt; 3</c> is an error.</summary>
    public readonly record struct Operation(int Level, bool IsRight, bool IsSolitary);
}
