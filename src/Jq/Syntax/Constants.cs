using System.Runtime.CompilerServices;
using Pipeline.Jq.Builtins;
using Pipeline.Jq.Execution;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Syntax;

/// <summary>Which expressions jq takes for constants: literals, arrays and objects of them, and what operators make of them.</summary>
internal static class Constants
{
    // No key that anybody writes needs more, and a program may have many.
    private static readonly JqBudget Budget = JqBudget.Mapping with { Steps = 10_000, MemoryBytes = 64 * 1024 };

    private static readonly string[] Folded = ["+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">="];

    public static bool TryEvaluate(Ast ast, out JqValue value)
    {
        value = default;

        // Long chains are nested to the left. What is too deep to look into is left to the compiler, which refuses it.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return false;
        }

        switch (ast)
        {
            case Ast.Literal literal:
                value = literal.Value;
                return true;
            case Ast.MakeArray array:
                var items = new List<JqValue>();
                var isConstant = array.Items is null || TryCollect(array.Items, items);
                value = new(JqArray.From(items));
                return isConstant;
            case Ast.MakeObject made:
                return TryEvaluate(made, out value);
            case Ast.Binary binary when Folded.Contains(binary.Operator):
                return TryEvaluate(binary, out value);
            case Ast.Define define:
                // Nothing constant calls it, and jq drops what is not called.
                return TryEvaluate(define.Rest, out value);
            default:
                value = default;
                return false;
        }
    }

    // An operator that fails on its operands is left to fail when the program runs.
    private static bool TryEvaluate(Ast.Binary binary, out JqValue value)
    {
        value = default;
        if (!TryEvaluate(binary.Left, out var left) || !TryEvaluate(binary.Right, out var right))
        {
            return false;
        }

        using var machine = Machine.Start(Budget, RunContext.Closed, CancellationToken.None);
        return Operators.Find(binary.Operator)(machine, default, [left, right], out value) == Flow.Done;
    }

    private static bool TryEvaluate(Ast.MakeObject made, out JqValue value)
    {
        var builder = new ObjectBuilder(made.Entries.Count);
        value = default;
        foreach (var (key, item) in made.Entries)
        {
            if (!TryEvaluate(key, out var name) || !name.IsString || !TryEvaluate(item, out var content))
            {
                return false;
            }

            builder.Set(name.Text, content);
        }

        value = new(builder.Build());
        return true;
    }

    private static bool TryCollect(Ast items, List<JqValue> values)
    {
        if (items is Ast.Comma comma)
        {
            return RuntimeHelpers.TryEnsureSufficientExecutionStack() && TryCollect(comma.Left, values) && TryCollect(comma.Right, values);
        }

        var isConstant = TryEvaluate(items, out var value);
        values.Add(value);
        return isConstant;
    }
}
