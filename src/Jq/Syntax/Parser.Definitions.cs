using Pipeline.Jq.Values;

namespace Pipeline.Jq.Syntax;

/// <summary>Function definitions, object construction, destructuring patterns, module headers.</summary>
internal sealed partial class Parser
{
    private Function ReadFunction()
    {
        Take("def");
        if (Current.Kind != TokenKind.Identifier)
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
            Take(")", "';' or ')'");
        }

        Take(":", parameters.Count == 0 ? "':' or '('" : "':'");
        var body = ReadQuery();
        Take(";", "'|' or ',' or ';'");
        return new Function(name, parameters, body);
    }

    private Parameter ReadParameter()
    {
        var token = Current;
        if (token.Kind != TokenKind.Identifier && !IsVariable(token))
        {
            throw Unexpected("IDENT or BINDING");
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
            // The last entry may be followed by a comma.
            do
            {
                entries.Add(ReadEntry());
            }
            while (TryTake(",") && !Current.Is("}"));
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
                return IsVariable(token) ? ReadVariableEntry(token) : (Name(token), Location(token));
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
                return ReadComputedEntry(ReadEntryValue);
            case TokenKind.Number when !_tokens[_at + 1].Is(":"):
                throw UnparenthesisedKey();
            default:
                throw Unexpected(wanted: "a key");
        }
    }

    // What jq adds to the syntax error when there is an expression in a key's place, which says more than that.
    private JqCompileException UnparenthesisedKey()
    {
        var start = _at;
        try
        {
            var span = ReadBinary(0).Span;
            if (Current.Is(":"))
            {
                return Fail("May need parentheses around object key expression", span);
            }
        }
        catch (JqCompileException)
        {
            // Not even an expression: what jq says of it is where it begins.
        }

        _at = start;
        return Unexpected(wanted: "a key");
    }

    private (Ast Key, Ast Value) Entry(Ast key) =>
        TryTake(":") ? (key, ReadEntryValue()) : (key, new Ast.Index(new Ast.Identity(key.Span), key, key.Span));

    // jq places a variable that is not there at the whole entry.
    private (Ast Key, Ast Value) ReadVariableEntry(Token token)
    {
        if (!TryTake(":"))
        {
            return (Name(token), new Ast.Variable(token.Text, token.Span));
        }

        var value = ReadEntryValue();
        return (new Ast.Variable(token.Text, token.Span.To(Last)), value);
    }

    // The key is looked at when the entry is complete: what is wrong with its value comes first.
    private (Ast Key, T Value) ReadComputedEntry<T>(Func<T> readValue)
    {
        Take("(");
        var key = ReadQuery();
        Take(")", "'|' or ',' or ')'");
        Take(":");
        var entry = (key, readValue());
        return Constants.TryEvaluate(key, out var value) && value.Kind != JqKind.String
            ? throw Fail($"Cannot use {ErrorText.Describe(value)} as object key", key.Span)
            : entry;
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
