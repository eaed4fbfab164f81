using Pipeline.Jq.Values;

namespace Pipeline.Jq.Syntax;

/// <summary>Which expressions jq takes for constants: literals, and arrays and objects of them.</summary>
internal static class Constants
{
    public static bool TryEvaluate(Ast ast, out JqValue value)
    {
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
            default:
                value = default;
                return false;
        }
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
            return TryCollect(comma.Left, values) && TryCollect(comma.Right, values);
        }

        var isConstant = TryEvaluate(items, out var value);
        values.Add(value);
        return isConstant;
    }
}
