namespace Pipeline.Jq.Syntax;

internal enum TokenKind
{
    End,
    Invalid,
    Identifier,
    Keyword,
    Field,
    Binding,
    Number,
    Format,
    Operator,
    StringStart,
    StringText,
    InterpolationStart,
    InterpolationEnd,
    StringEnd,
}
