using System.Globalization;
using Pipeline.Jq.Values;

namespace Pipeline.Jq.Syntax;

/// <summary>Strings, with interpolation and formats.</summary>
internal sealed partial class Parser
{
    private Ast ReadString()
    {
        var start = Current.Span;
        var format = "text";
        if (Current.Kind == TokenKind.Format)
        {
            format = _tokens[_at++].Text;
            if (Current.Kind != TokenKind.StringStart)
            {
                return new Ast.Call("format", [new Ast.Literal(JqValue.FromString(format), start)], start, start);
            }
        }

        _at++;
        var parts = ReadParts();
        if (Current.Kind != TokenKind.StringEnd)
        {
            throw Unexpected("QQSTRING_TEXT or QQSTRING_INTERP_START or QQSTRING_END");
        }

        _at++;
        var span = start.To(Last);
        return parts switch
        {
            [] => new Ast.Literal(JqValue.FromString(""), span),
            [Ast.Literal only] => only with { Span = span },
            _ => new Ast.Interpolation(format, parts, span),
        };
    }

    private List<Ast> ReadParts()
    {
        var parts = new List<Ast>();
        while (true)
        {
            if (Current.Kind == TokenKind.StringText)
            {
                AddText(parts, _tokens[_at++]);
            }
            else if (Current.Kind == TokenKind.InterpolationStart)
            {
                var start = _tokens[_at++].Span;
                var inner = ReadQuery();
                if (Current.Kind != TokenKind.InterpolationEnd)
                {
                    throw Unexpected("QQSTRING_INTERP_END or '|' or ','");
                }

                // In parentheses of its own, so that a lone literal is still formatted.
                parts.Add(new Ast.Pipe(inner, new Ast.Identity(Last), start.To(Last)));
                _at++;
            }
            else
            {
                return parts;
            }
        }
    }

    private void AddText(List<Ast> parts, Token token)
    {
        var text = token.Text;
        var problem = text.StartsWith('\\') ? JsonEscapes.TryUnescape(text, out text) : null;
        if (problem is not null)
        {
            var column = (token.Text.Length + 2).ToString(CultureInfo.InvariantCulture);
            throw Fail($"{problem} at line 1, column {column} (while parsing '\"{token.Text}\"')", token.Span);
        }

        if (parts is [.., Ast.Literal previous])
        {
            parts[^1] = previous with { Value = JqValue.FromString(previous.Value.AsString() + text) };
            return;
        }

        parts.Add(new Ast.Literal(JqValue.FromString(text), token.Span));
    }
}
