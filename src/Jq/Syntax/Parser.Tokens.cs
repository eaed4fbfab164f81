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
        // After a dot nearly everything may come, and a long list is not given.
        var isLong = expected is null || (_at > 0 && _tokens[_at - 1].Is("."));
        var isSuffix = expected?.StartsWith("FORMAT", StringComparison.Ordinal) == true;
        return Fail($"syntax error, unexpected {Current.Description}" + (isLong && !isSuffix ? "" : $", expecting {expected}"), Current.Span);
    }

    private JqCompileException Fail(string problem, SourceSpan span) => new(problem, source, span.Start, span.End);
}
