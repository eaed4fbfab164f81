namespace Pipeline.Jq.Syntax;

/// <summary>Taking tokens, and saying what is wrong with one.</summary>
internal sealed partial class Parser
{
    private bool TryTake(string text)
    {
        if (!Current.Is(text))
        {
            return false;
        }

        _at++;
        return true;
    }

    private void Take(string text) => Take(text, text.Length == 1 ? $"'{text}'" : text);

    /// <summary>Takes a token; when it is not there, says what else could have been, as jq's parser does.</summary>
    private void Take(string text, string? expected)
    {
        if (!TryTake(text))
        {
            throw Unexpected(expected);
        }
    }

    private string TakeBinding()
    {
        if (Current.Kind != TokenKind.Binding)
        {
            throw Unexpected("BINDING");
        }

        return _tokens[_at++].Text;
    }

    private JqCompileException Unexpected(string? expected = null)
    {
        var problem = $"syntax error, unexpected {Current.Description}" + (expected is null ? "" : $", expecting {expected}");
        var span = Current.Kind == TokenKind.End ? new SourceSpan(Math.Max(0, source.Length - 1), source.Length) : Current.Span;
        return Fail(problem, span);
    }

    private JqCompileException Fail(string problem, SourceSpan span) => new(problem, source, span.Start, span.End);
}
