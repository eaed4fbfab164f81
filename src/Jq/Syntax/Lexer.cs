namespace Pipeline.Jq.Syntax;

/// <summary>Cuts a program into tokens. A bracket that closes nothing is an invalid character, as in jq.</summary>
internal sealed partial class Lexer(string source)
{
    private readonly List<Token> _tokens = [];

    // What closes the open brackets; '"' stands for an interpolation, which ends with a parenthesis.
    private readonly Stack<char> _closers = new();
    private int _at;

    // Where the last token or blank began: jq's messages place the end of the program there.
    private int _lastStart;

    public static IReadOnlyList<Token> Tokenize(string source)
    {
        var lexer = new Lexer(source);
        while (lexer.Next())
        {
        }

        lexer._tokens.Add(new Token(TokenKind.End, "", new SourceSpan(lexer._lastStart, source.Length)));
        return lexer._tokens;
    }

    private char Current => _at < source.Length ? source[_at] : '\0';

    private bool Next()
    {
        SkipBlanks();
        if (_at >= source.Length)
        {
            return false;
        }

        var start = _at;
        if (IsNameStart(Current))
        {
            var name = ReadName();
            Add(Keywords.All.Contains(name) ? TokenKind.Keyword : TokenKind.Identifier, name, start);
        }
        else if (char.IsAsciiDigit(Current) || (Current == '.' && char.IsAsciiDigit(Peek(1))))
        {
            Add(TokenKind.Number, ReadNumber(), start);
        }
        else if (Current == '"')
        {
            ReadString();
        }
        else
        {
            ReadSigil(start);
        }

        return true;
    }

    private void ReadSigil(int start)
    {
        if (Current == '.' && IsNameStart(Peek(1)))
        {
            _at++;
            Add(TokenKind.Field, ReadSimpleName(), start);
        }
        else if (Current == '$' && IsNameStart(Peek(1)))
        {
            _at++;
            Add(TokenKind.Binding, ReadName(), start);
        }
        else if (Current == '@' && IsNamePart(Peek(1)))
        {
            _at++;
            Add(TokenKind.Format, ReadSimpleName(), start);
        }
        else
        {
            ReadOperator(start);
        }
    }

    private void ReadOperator(int start)
    {
        foreach (var candidate in Keywords.Operators)
        {
            if (string.CompareOrdinal(source, _at, candidate, 0, candidate.Length) == 0)
            {
                _at += candidate.Length;
                Add(Nest(candidate), candidate, start);
                return;
            }
        }

        _at++;
        Add(TokenKind.Invalid, source[start].ToString(), start);
    }

    private TokenKind Nest(string text)
    {
        switch (text)
        {
            case "(" or "[" or "{":
                _closers.Push(text switch { "(" => ')', "[" => ']', _ => '}' });
                return TokenKind.Operator;
            case ")" or "]" or "}":
                if (_closers.TryPeek(out var closer) && (closer == text[0] || (closer == '"' && text == ")")))
                {
                    _closers.Pop();
                    return closer == '"' ? TokenKind.InterpolationEnd : TokenKind.Operator;
                }

                return TokenKind.Invalid;
            default:
                return TokenKind.Operator;
        }
    }

    private string ReadName()
    {
        var start = _at;
        ReadSimpleName();
        while (Current == ':' && Peek(1) == ':' && IsNameStart(Peek(2)))
        {
            _at += 2;
            ReadSimpleName();
        }

        return source[start.._at];
    }

    private string ReadSimpleName()
    {
        var start = _at;
        while (IsNamePart(Current))
        {
            _at++;
        }

        return source[start.._at];
    }

    private string ReadNumber()
    {
        var start = _at;
        SkipDigits();
        if (Current == '.')
        {
            _at++;
            SkipDigits();
        }

        var sign = Peek(1) is '+' or '-' ? 1 : 0;
        if (Current is 'e' or 'E' && char.IsAsciiDigit(Peek(1 + sign)))
        {
            _at += 1 + sign;
            SkipDigits();
        }

        return source[start.._at];
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit(Current))
        {
            _at++;
        }
    }

    private char Peek(int ahead) => _at + ahead < source.Length ? source[_at + ahead] : '\0';

    private void Add(TokenKind kind, string text, int start)
    {
        _lastStart = start;
        _tokens.Add(new Token(kind, text, new SourceSpan(start, _at)));
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
