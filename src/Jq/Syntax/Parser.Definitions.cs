using Pipeline.Jq.Values;

namespace Pipeline.Jq.Syntax;

/// <summary>Function definitions, object construction, destructuring patterns, module headers.</summary>
internal sealed partial class Parser
{
    private Function ReadFunction()
    {
        Take("def");
        if (Current.Kind is not (TokenKind.Identifier or TokenKind.Keyword))
        {
            throw Unexpected("IDENT");
        }

        var name = _tokens[_at++].Text;
        var parameters = new List<Parameter>();
        if (TryTake("("))
        {
            do
            {
                parameters.Add(ReadParameter());
            }
            while (TryTake(";"));
            Take(")");
        }

        Take(":");
        var body = ReadQuery();
        Take(";", "'|' or ',' or ';'");
        return new Function(name, parameters, body);
    }

    private Parameter ReadParameter()
    {
        var token = Current;
        if (token.Kind is not (TokenKind.Identifier or TokenKind.Keyword or TokenKind.Binding))
        {
            throw Unexpected();
        }

        _at++;
        return new Parameter(token.Text, token.Kind == TokenKind.Binding);
    }

    private Ast.MakeObject ReadObject()
    {
        var start = Current.Span;
        var entries = new List<(Ast, Ast)>();
        Take("{");
        if (!TryTake("}"))
        {
            do
            {
                entries.Add(ReadEntry());
            }
            while (TryTake(","));
            Take("}");
        }

        return new Ast.MakeObject(entries, start.To(Last));
    }

    private (Ast Key, Ast Value) ReadEntry()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Binding:
                _at++;
                Ast variable = token.Text == "__loc__" ? Location(token) : new Ast.Variable(token.Text, token.Span);
                return TryTake(":") ? (variable, ReadEntryValue()) : (Name(token), variable);
            case TokenKind.Identifier:
            case TokenKind.Keyword:
                _at++;
                return Entry(Name(token));
            case TokenKind.Format when _tokens[_at + 1].Kind != TokenKind.StringStart:
                _at++;
                throw Unexpected("QQSTRING_START");
            case TokenKind.Format:
            case TokenKind.StringStart:
                return Entry(ReadString());
            case TokenKind.Operator when token.Text == "(":
                var key = ReadComputedKey();
                Take(":");
                return (key, ReadEntryValue());
            case TokenKind.Number when !_tokens[_at + 1].Is(":"):
                throw Fail("May need parentheses around object key expression", ReadBinary(0).Span);
            default:
                throw Unexpected();
        }
    }

    private (Ast Key, Ast Value) Entry(Ast key) =>
        TryTake(":") ? (key, ReadEntryValue()) : (key, new Ast.Index(new Ast.Identity(key.Span), key, key.Span));

    private Ast ReadComputedKey()
    {
        Take("(");
        var key = ReadQuery();
        if (Constants.TryEvaluate(key, out var value) && value.Kind != JqKind.String)
        {
            throw Fail($"Cannot use {ErrorText.Describe(value)} as object key", key.Span);
        }

        Take(")", "'|' or ',' or ')'");
        return key;
    }

    // No comma here: it ends the entry.
    private Ast ReadEntryValue()
    {
        var left = ReadBinary(0);
        if (!TryTake("|"))
        {
            return left;
        }

        var right = ReadNested(ReadEntryValue);
        return new Ast.Pipe(left, right, left.Span.To(right.Span));
    }

    private static Ast.Literal Name(Token token) => new(JqValue.FromString(token.Text), token.Span);
}
