using System.Collections.Frozen;

namespace Pipeline.Jq.Syntax;

internal static class Keywords
{
    public static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        "as", "def", "module", "import", "include", "if", "then", "else", "elif", "end", "reduce", "foreach",
        "and", "or", "try", "catch", "label", "break");

    /// <summary>Longest first, so that the first that fits is the token.</summary>
    public static readonly string[] Operators =
    [
        "?//", "//=", "..", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<=", ">=", "//",
        ".", "?", "=", ";", ",", ":", "|", "+", "-", "*", "/", "%", "$", "<", ">", "(", ")", "[", "]", "{", "}",
    ];
}
