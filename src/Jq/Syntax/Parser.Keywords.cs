using System.Text;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Syntax;

/// <summary>Terms that begin with a word.</summary>
internal sealed partial class Parser
{
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
                return IsVariable(Current)
                    ? new Ast.Break(_tokens[_at++].Text, token.Span.To(Last))
                    : throw Unexpected("BINDING");
            default:
                _at--;
                throw Unexpected(wanted: Expression);
        }
    }

    private Ast.If ReadIf(SourceSpan start)
    {
        var condition = ReadQuery();
        Take("then", "then or '|' or ','");
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

        // Without an else there are too many to say.
        Take("end", otherwise is null ? null : "end or '|' or ','");
        return new Ast.If(condition, then, otherwise, start.To(Last));
    }

    private Ast ReadFold(Token keyword)
    {
        var items = ReadBinary(0);
        Take("as", null);
        var patterns = ReadPatterns();
        Take("(");
        var start = ReadQuery();
        Take(";", "'|' or ',' or ';'");
        var update = ReadQuery();
        var mayExtract = keyword.Text == "foreach";
        var extract = mayExtract && TryTake(";") ? ReadQuery() : null;
        Take(")", mayExtract && extract is null ? "'|' or ',' or ';' or ')'" : "'|' or ',' or ')'");
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
            Take(")", "';' or ')'");
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
