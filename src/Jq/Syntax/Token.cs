namespace Pipeline.Jq.Syntax;

/// <summary>A token; <see cref="Text"/> is its name without sigil, or the operator itself.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, SourceSpan Span)
{
    public bool Is(string text) => Kind is TokenKind.Operator or TokenKind.Keyword && Text == text;

    /// <summary>The token as jq's parser names it in messages.</summary>
    public string Description => Kind switch
    {
        TokenKind.End => "end of file",
        TokenKind.Invalid => "INVALID_CHARACTER",
        TokenKind.Identifier => "IDENT",
        TokenKind.Field => "FIELD",
        TokenKind.Binding => Text == "__loc__" ? "$__loc__" : "BINDING",
        TokenKind.Number => "LITERAL",
        TokenKind.Format => "FORMAT",
        TokenKind.StringStart => "QQSTRING_START",
        TokenKind.StringText => "QQSTRING_TEXT",
        TokenKind.InterpolationStart => "QQSTRING_INTERP_START",
        TokenKind.InterpolationEnd => "QQSTRING_INTERP_END",
        TokenKind.StringEnd => "QQSTRING_END",
        _ => Text.Length == 1 ? $"'{Text}'" : Text,
    };
}
