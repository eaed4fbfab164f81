namespace Pipeline.Jq.Syntax;

/// <summary>Terms and what may follow them.</summary>
internal sealed partial class Parser
{
    private const string Expression = "an expression";

    private static bool StartsTerm(Token token) => token.Kind switch
    {
        TokenKind.Identifier or TokenKind.Field or TokenKind.Binding or TokenKind.Number or TokenKind.Format or TokenKind.StringStart => true,
        TokenKind.Operator => token.Text is "." or ".." or "(" or "[" or "{" or "$",
        TokenKind.Keyword => token.Text is "if" or "reduce" or "foreach" or "break",
        _ => false,
    };

    private Ast ReadPostfix()
    {
        // Whatever is nested has a term around it.
        var term = ReadNested(ReadTerm);
        while (true)
        {
            var next = ReadSuffix(term);
            if (next is null)
            {
                return term;
            }

            term = next;
        }
    }

    private Ast? ReadSuffix(Ast term)
    {
        if (Current.Kind == TokenKind.Field)
        {
            return ReadField(term, term.Span);
        }

        if (TryTake("?"))
        {
            return MakeOptional(term);
        }

        if (Current.Is("["))
        {
            return ReadBrackets(term);
        }

        if (!Current.Is("."))
        {
            return null;
        }

        var next = _tokens[_at + 1];
        if (next.Kind is not (TokenKind.StringStart or TokenKind.Format) && !next.Is("["))
        {
            _at++;
            throw Unexpected("FORMAT or QQSTRING_START or '['");
        }

        _at++;
        return Current.Is("[") ? ReadBrackets(term, mayCut: false) : ReadStringField(term);
    }

    private Ast MakeOptional(Ast term)
    {
        var span = term.Span.To(Last);
        return term switch
        {
            Ast.Index { IsOptional: false } index when IsAccess() => index with { IsOptional = true, Span = span },
            Ast.Slice { IsOptional: false } slice when IsAccess() => slice with { IsOptional = true, Span = span },
            Ast.Iterate { IsOptional: false } iterate when IsAccess() => iterate with { IsOptional = true, Span = span },
            _ => new Ast.Try(term, null, span),
        };
    }

    // Whether what was read just before the question mark is an access, and not one in parentheses.
    private bool IsAccess() => _tokens[_at - 2] is { Kind: TokenKind.Field or TokenKind.StringEnd } || _tokens[_at - 2].Is("]");

    private Ast.Index ReadField(Ast target, SourceSpan start)
    {
        var token = _tokens[_at++];
        var key = new Ast.Literal(JqValue.FromString(token.Text), token.Span);
        return new Ast.Index(target, key, start.To(token.Span));
    }

    // After a dot there is no way back: what is not a string with its format is an error.
    private Ast.Index ReadStringField(Ast target)
    {
        if (Current.Kind == TokenKind.Format && _tokens[_at + 1].Kind != TokenKind.StringStart)
        {
            _at++;
            throw Unexpected("QQSTRING_START");
        }

        return new Ast.Index(target, ReadString(), target.Span.To(Last));
    }

    // jq's grammar has no slices after a dot.
    private Ast ReadBrackets(Ast target, bool mayCut = true)
    {
        Take("[");
        if (TryTake("]"))
        {
            return new Ast.Iterate(target, target.Span.To(Last));
        }

        var from = mayCut && Current.Is(":") ? null : ReadQuery();
        if (!mayCut || !TryTake(":"))
        {
            Take("]", mayCut ? "'|' or ',' or ':' or ']'" : "'|' or ',' or ']'");
            return new Ast.Index(target, from!, target.Span.To(Last));
        }

        var to = Current.Is("]") && from is not null ? null : ReadQuery();
        Take("]", "'|' or ',' or ']'");
        return new Ast.Slice(target, from, to, target.Span.To(Last));
    }

    private Ast ReadTerm()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Field:
                return ReadField(new Ast.Identity(token.Span), token.Span);
            case TokenKind.Binding:
                _at++;
                return token.Text == "__loc__" ? Location(token) : new Ast.Variable(token.Text, token.Span);
            case TokenKind.Number:
                _at++;
                return new Ast.Literal(ReadNumber(token.Text), token.Span);
            case TokenKind.Format:
            case TokenKind.StringStart:
                return ReadString();
            case TokenKind.Identifier:
                return ReadCall();
            case TokenKind.Operator:
                return ReadOperatorTerm(token);
            case TokenKind.Keyword:
                return ReadKeywordTerm(token);
            default:
                throw Unexpected(wanted: Expression);
        }
    }

    private Ast ReadOperatorTerm(Token token)
    {
        switch (token.Text)
        {
            case ".":
                return ReadDot();
            case "..":
                _at++;
                return new Ast.Call("recurse", [], token.Span, token.Span);
            case "(":
                _at++;
                var inner = ReadQuery();
                Take(")", "'|' or ',' or ')'");
                return inner with { Span = token.Span.To(Last) };
            case "[":
                _at++;
                var items = Current.Is("]") ? null : ReadQuery();
                Take("]", "'|' or ',' or ']'");
                return new Ast.MakeArray(items, token.Span.To(Last));
            case "{":
                return ReadObject();
            case "$":
                _at++;
                throw Unexpected("'$'");
            default:
                throw Unexpected(wanted: Expression);
        }
    }

    private Ast ReadDot()
    {
        var dot = new Ast.Identity(_tokens[_at++].Span);
        if (Current.Kind is TokenKind.StringStart or TokenKind.Format)
        {
            return ReadStringField(dot);
        }

        if (Current.Kind is TokenKind.Identifier && Current.Span.Start > dot.Span.End)
        {
            _at++;
            throw Unexpected();
        }

        if (Current.Kind is TokenKind.Identifier or TokenKind.Keyword or TokenKind.Number && Current.Span.Start == dot.Span.End)
        {
            throw Fail("try .[\"field\"] instead of .field for unusually named fields", dot.Span.To(Current.Span));
        }

        return Current.Is("[") ? ReadBrackets(dot) : dot;
    }
}
