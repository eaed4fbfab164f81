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
            throw Unexpected(expected, expected ?? text);
        }
    }

    private string TakeBinding()
    {
        if (!IsVariable(Current))
        {
            throw Unexpected("BINDING");
        }

        return _tokens[_at++].Text;
    }

    private static bool MayFollowTerm(Token token) => token.Kind switch
    {
        TokenKind.End or TokenKind.Field or TokenKind.InterpolationEnd => true,
        TokenKind.Operator => token.Text is not ("(" or "{" or ".." or "$"),
        TokenKind.Keyword => token.Text is "as" or "then" or "else" or "elif" or "end" or "and" or "or" or "catch",
        _ => false,
    };

    private static bool IsVariable(Token token) => token is { Kind: TokenKind.Binding, Text: not "__loc__" };

    private JqCompileException Unexpected(string? expected = null, string? wanted = null)
    {
        // After a dot nearly everything may come, and a long list is not given. What may follow a term ends the dot,
        // and is wrong only where it stands.
        var isLong = expected is null || (_at > 0 && _tokens[_at - 1].Is(".") && !MayFollowTerm(Current));
        var isSuffix = expected?.StartsWith("FORMAT", StringComparison.Ordinal) == true;
        return Fail($"syntax error, unexpected {Current.Description}" + (isLong && !isSuffix ? "" : $", expecting {expected}"), Current.Span, wanted ?? expected);
    }

    private JqCompileException Fail(string problem, SourceSpan span, string? wanted = null) => new(problem, source, span.Start, span.End, wanted);
}
