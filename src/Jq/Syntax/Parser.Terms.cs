using System.Text;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Syntax;

/// <summary>Terms and what may follow them.</summary>
internal sealed partial class Parser
{
    private static bool StartsTerm(Token token) => token.Kind switch
    {
        TokenKind.Identifier or TokenKind.Field or TokenKind.Binding or TokenKind.Number or TokenKind.Format or TokenKind.StringStart => true,
        TokenKind.Operator => token.Text is "." or ".." or "(" or "[" or "{",
        TokenKind.Keyword => token.Text is "if" or "reduce" or "foreach" or "break",
        _ => false,
    };

    private Ast ReadPostfix()
    {
        var term = ReadTerm();
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
            return null;
        }

        _at++;
        return Current.Is("[") ? ReadBrackets(term) : new Ast.Index(term, ReadString(), term.Span.To(Last));
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

    private Ast ReadBrackets(Ast target)
    {
        Take("[");
        if (TryTake("]"))
        {
            return new Ast.Iterate(target, target.Span.To(Last));
        }

        var from = Current.Is(":") ? null : ReadQuery();
        if (!TryTake(":"))
        {
            Take("]");
            return new Ast.Index(target, from!, target.Span.To(Last));
        }

        var to = Current.Is("]") && from is not null ? null : ReadQuery();
        Take("]");
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
                throw Unexpected();
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
                Take(")");
                return inner with { Span = token.Span.To(Last) };
            case "[":
                _at++;
                var items = Current.Is("]") ? null : ReadQuery();
                Take("]");
                return new Ast.MakeArray(items, token.Span.To(Last));
            case "{":
                return ReadObject();
            default:
                throw Unexpected();
        }
    }

    private Ast ReadDot()
    {
        var dot = new Ast.Identity(_tokens[_at++].Span);
        if (Current.Kind is TokenKind.StringStart or TokenKind.Format)
        {
            return new Ast.Index(dot, ReadString(), dot.Span.To(Last));
        }

        if (Current.Kind is TokenKind.Identifier or TokenKind.Keyword or TokenKind.Number && Current.Span.Start == dot.Span.End)
        {
            throw Fail("try .[\"field\"] instead of .field for unusually named fields", dot.Span.To(Current.Span));
        }

        return Current.Is("[") ? ReadBrackets(dot) : dot;
    }

    private Ast ReadKeywordTerm(Token token)
    {
        _at++;
        switch (token.Text)
        {
            case "if":
                return ReadIf(token.Span);
            case "reduce":
            case "foreach":
                return ReadFold(token);
            case "break":
                return Current.Kind == TokenKind.Binding
                    ? new Ast.Break(_tokens[_at++].Text, token.Span.To(Last))
                    : throw Fail("break requires a label to break to", token.Span);
            default:
                _at--;
                throw Unexpected();
        }
    }

    private Ast.If ReadIf(SourceSpan start)
    {
        var condition = ReadQuery();
        Take("then");
        var then = ReadQuery();
        Ast? otherwise = null;
        var branch = Current.Span;
        if (TryTake("elif"))
        {
            return new Ast.If(condition, then, ReadNested(() => ReadIf(branch)), start.To(Last));
        }

        if (TryTake("else"))
        {
            otherwise = ReadQuery();
        }

        Take("end");
        return new Ast.If(condition, then, otherwise, start.To(Last));
    }

    private Ast ReadFold(Token keyword)
    {
        var items = ReadBinary(0);
        Take("as");
        var patterns = ReadPatterns();
        Take("(");
        var start = ReadQuery();
        Take(";");
        var update = ReadQuery();
        var extract = keyword.Text == "foreach" && TryTake(";") ? ReadQuery() : null;
        Take(")");
        var span = keyword.Span.To(Last);
        return keyword.Text == "reduce"
            ? new Ast.Reduce(items, patterns, start, update, span)
            : new Ast.Foreach(items, patterns, start, update, extract, span);
    }

    private Ast ReadCall()
    {
        var name = _tokens[_at++];
        if (name.Text is "null" or "true" or "false" && !Current.Is("("))
        {
            return new Ast.Literal(name.Text == "null" ? JqValue.Null : JqValue.FromBoolean(name.Text == "true"), name.Span);
        }

        var arguments = new List<Ast>();
        if (TryTake("("))
        {
            do
            {
                arguments.Add(ReadQuery());
            }
            while (TryTake(";"));
            Take(")");
        }

        return new Ast.Call(name.Text, arguments, name.Span, name.Span.To(Last));
    }

    private Ast.Literal Location(Token token)
    {
        var line = source.AsSpan(0, token.Span.Start).Count('\n') + 1;
        var place = JqValue.EmptyObject.With("file", JqValue.FromString("<top-level>")).With("line", JqValue.FromNumber(line));
        return new Ast.Literal(place, token.Span);
    }

    private static JqValue ReadNumber(string text)
    {
        NumberReader.TryRead(Encoding.ASCII.GetBytes(text), out var value);
        return value;
    }
}
