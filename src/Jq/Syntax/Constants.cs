namespace Pipeline.Jq.Syntax;

/// <summary>Which expressions jq takes for constants: literals, and arrays and objects of them.</summary>
internal static class Constants
{
    public static bool IsConstant(Ast ast) => ast switch
    {
        Ast.Literal => true,
        Ast.MakeArray { Items: null } => true,
        Ast.MakeArray { Items: { } items } => IsConstantList(items),
        Ast.MakeObject made => made.Entries.All(entry => IsConstant(entry.Key) && IsConstant(entry.Value)),
        _ => false,
    };

    private static bool IsConstantList(Ast items) =>
        items is Ast.Comma comma ? IsConstantList(comma.Left) && IsConstantList(comma.Right) : IsConstant(items);
}
