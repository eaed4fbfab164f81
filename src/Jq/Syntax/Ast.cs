namespace Pipeline.Jq.Syntax;

/// <summary>An expression as written. Shorthand forms are already spelled out; names are not yet resolved.</summary>
internal abstract record Ast(SourceSpan Span)
{
    public sealed record Identity(SourceSpan Span) : Ast(Span);

    public sealed record Literal(JqValue Value, SourceSpan Span) : Ast(Span);

    public sealed record Interpolation(string Format, IReadOnlyList<Ast> Parts, SourceSpan Span) : Ast(Span);

    public sealed record Index(Ast Target, Ast Key, SourceSpan Span) : Ast(Span)
    {
        /// <summary>Followed by <c>?</c>, which forgives this access but no error before it.</summary>
        public bool IsOptional { get; init; }
    }

    public sealed record Slice(Ast Target, Ast? From, Ast? To, SourceSpan Span) : Ast(Span)
    {
        public bool IsOptional { get; init; }
    }

    public sealed record Iterate(Ast Target, SourceSpan Span) : Ast(Span)
    {
        public bool IsOptional { get; init; }
    }

    public sealed record Try(Ast Body, Ast? Handler, SourceSpan Span) : Ast(Span);

    public sealed record Pipe(Ast Left, Ast Right, SourceSpan Span) : Ast(Span);

    public sealed record Comma(Ast Left, Ast Right, SourceSpan Span) : Ast(Span);

    public sealed record Binary(string Operator, Ast Left, Ast Right, SourceSpan Span) : Ast(Span);

    public sealed record Negate(Ast Operand, SourceSpan Span) : Ast(Span);

    public sealed record If(Ast Condition, Ast Then, Ast? Else, SourceSpan Span) : Ast(Span);

    public sealed record Reduce(Ast Source, IReadOnlyList<Pattern> Patterns, Ast Start, Ast Update, SourceSpan Span) : Ast(Span);

    public sealed record Foreach(Ast Source, IReadOnlyList<Pattern> Patterns, Ast Start, Ast Update, Ast? Extract, SourceSpan Span)
        : Ast(Span);

    public sealed record Bind(Ast Source, IReadOnlyList<Pattern> Patterns, Ast Body, SourceSpan Span) : Ast(Span);

    public sealed record Define(Function Function, Ast Rest, SourceSpan Span) : Ast(Span);

    public sealed record Call(string Name, IReadOnlyList<Ast> Arguments, SourceSpan NameSpan, SourceSpan Span) : Ast(Span);

    public sealed record Variable(string Name, SourceSpan Span) : Ast(Span);

    public sealed record Label(string Name, Ast Body, SourceSpan Span) : Ast(Span);

    public sealed record Break(string Name, SourceSpan Span) : Ast(Span);

    public sealed record MakeArray(Ast? Items, SourceSpan Span) : Ast(Span);

    public sealed record MakeObject(IReadOnlyList<(Ast Key, Ast Value)> Entries, SourceSpan Span) : Ast(Span);
}
