namespace Pipeline.Jq.Syntax;

/// <summary>Strings and what lies between tokens.</summary>
internal sealed partial class Lexer
{
    // One in the other; the parser takes no more either.
    private const int MaxInterpolations = 500;

    private int _interpolations;

    private void ReadString()
    {
        var start = _at++;
        Add(TokenKind.StringStart, "\"", start);
        while (_at < source.Length)
        {
            start = _at;
            if (Current == '"')
            {
                _at++;
                Add(TokenKind.StringEnd, "\"", start);
                return;
            }

            if (Current == '\\' && Peek(1) == '(')
            {
                _at += 2;
                Add(TokenKind.InterpolationStart, "\\(", start);
                ReadInterpolation();
                continue;
            }

            ReadText(start);
        }
    }

    private void ReadInterpolation()
    {
        if (++_interpolations > MaxInterpolations)
        {
            throw new JqCompileException("Program is nested too deeply", source, _at, _at);
        }

        var depth = _closers.Count;
        _closers.Push('"');
        while (_closers.Count > depth && Next())
        {
        }

        _interpolations--;
    }

    // jq cuts plain text and runs of escapes into tokens of their own, which its messages point at.
    private void ReadText(int start)
    {
        if (Current == '\\')
        {
            while (Current == '\\' && Peek(1) != '(' && _at < source.Length)
            {
                _at += Peek(1) == 'u' ? UnicodeEscapeLength() : Math.Min(2, source.Length - _at);
            }
        }
        else
        {
            while (_at < source.Length && Current is not ('"' or '\\'))
            {
                _at++;
            }
        }

        Add(TokenKind.StringText, source[start.._at], start);
    }

    private int UnicodeEscapeLength()
    {
        var length = 2;
        while (length < 6 && char.IsAsciiLetterOrDigit(Peek(length)))
        {
            length++;
        }

        return length;
    }

    private void SkipBlanks()
    {
        while (_at < source.Length)
        {
            if (Current == '#')
            {
                SkipComment();
                _lastStart = _at - 1;
            }
            else if (Current is ' ' or '\t' or '\n' or '\r')
            {
                _lastStart = _at > 0 && char.IsWhiteSpace(source[_at - 1]) ? _lastStart : _at;
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    // As in Tcl: an odd number of backslashes before the end of a line continues the comment.
    private void SkipComment()
    {
        while (_at < source.Length && Current != '\n')
        {
            if (Current == '\\')
            {
                _at++;
                _at += Current == '\r' && Peek(1) == '\n' ? 1 : 0;
            }

            _at++;
        }
    }
}
