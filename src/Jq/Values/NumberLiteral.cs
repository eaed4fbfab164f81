namespace Pipeline.Jq.Values;

/// <summary>A number whose decimal text says more than a double can hold; the double travels beside it.</summary>
internal sealed class NumberLiteral(Decimal literal) : Node(JqKind.Number)
{
    private string? _text;

    public Decimal Literal { get; } = literal;

    public string Text => _text ??= Literal.ToString();
}
