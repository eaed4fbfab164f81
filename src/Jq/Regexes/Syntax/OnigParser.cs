using Pipeline.Jq.Regexes.Characters;

namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>
/// Reads the syntax that jq asks Oniguruma for: Perl's with named groups (ONIG_SYNTAX_PERL_NT), where named and
/// plain groups both capture.
/// </summary>
internal sealed partial class OnigParser(string pattern, RegexOptions options)
{
    private const int MaxNesting = 500;

    private readonly GroupNames _groups = new();
    private RegexOptions _options = options;
    private int _at;
    private int _nesting;

    /// <summary>The parsed pattern.</summary>
    /// <exception cref="RegexSyntaxException">The pattern is faulty.</exception>
    public static RegexNode Parse(string pattern, RegexOptions options, out string?[] groupNames)
    {
        var parser = new OnigParser(pattern, options);
        var root = parser.ReadAlternation();
        if (parser._at < pattern.Length)
        {
            throw new RegexSyntaxException("unmatched close parenthesis");
        }

        // Oniguruma looks at the numbers first, and at calls when all else is well.
        root = new References(parser._groups, areCalls: false).Resolve(root);
        root = new References(parser._groups, areCalls: true).Resolve(root);
        groupNames = parser._groups.ToArray();
        return root;
    }

    private char Current => Peek(0);

    private bool AtEnd => _at >= pattern.Length;

    private char Peek(int ahead) => _at + ahead < pattern.Length ? pattern[_at + ahead] : '\0';

    private bool TryTake(string text)
    {
        if (string.CompareOrdinal(pattern, _at, text, 0, text.Length) != 0)
        {
            return false;
        }

        _at += text.Length;
        return true;
    }

    private RegexNode ReadAlternation()
    {
        if (++_nesting > MaxNesting)
        {
            throw new RegexSyntaxException("too deep nest level in pattern");
        }

        var choices = new List<RegexNode> { ReadSequence() };
        while (!AtEnd && Current == '|')
        {
            _at++;
            choices.Add(ReadSequence());
        }

        _nesting--;
        return choices.Count == 1 ? choices[0] : new RegexNode.Alternation(choices);
    }

    private RegexNode ReadSequence()
    {
        var parts = new List<RegexNode>();
        while (true)
        {
            SkipIgnored();
            if (AtEnd || Current is '|' or ')')
            {
                return parts.Count == 1 ? parts[0] : new RegexNode.Sequence(CaseFolding.Expand(parts));
            }

            if (TryTake("\\Q"))
            {
                ReadQuoted(parts);
            }
            else
            {
                parts.Add(TryReadOptionSwitch() ? new RegexNode.WithOptions(new RegexNode.Sequence([])) : ReadQuantified());
            }
        }
    }

    private void SkipIgnored()
    {
        while (!AtEnd)
        {
            if (_options.Extended && Current == '#')
            {
                var end = pattern.IndexOf('\n', _at);
                _at = end < 0 ? pattern.Length : end + 1;
            }
            else if (_options.Extended && Rune(_at, out var length) is var unit && CharacterProperties.IsSpace(unit))
            {
                _at += length;
            }
            else if (Current == '(' && Peek(1) == '?' && Peek(2) == '#')
            {
                SkipComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        _at += 3;
        while (!AtEnd && Current != ')')
        {
            _at += Current == '\\' ? 2 : 1;
        }

        _at++;
        if (_at > pattern.Length)
        {
            throw new RegexSyntaxException("end pattern in group");
        }
    }

    private RegexNode ReadAtom()
    {
        switch (Current)
        {
            case '(':
                return ReadGroup();
            case '[':
                return ReadClass();
            case '.':
                _at++;
                return new RegexNode.Character(_options.DotAll ? CharacterSet.All : CharacterSet.NotLineEnd);
            case '^':
                _at++;
                return new RegexNode.Anchor(_options.Lines ? AnchorKind.LineStart : AnchorKind.TextStart);
            case '$':
                _at++;
                return new RegexNode.Anchor(_options.Lines ? AnchorKind.LineEnd : AnchorKind.TextEndOrLastLineEnd);
            case '\\':
                return ReadEscape();
            default:
                return Literal(TakeRune());
        }
    }

    private RegexNode Literal(int codePoint) => _options.IgnoreCase
        ? CaseFolding.Literal(codePoint)
        : new RegexNode.Literal(codePoint);

    private int TakeRune()
    {
        var codePoint = Rune(_at, out var length);
        _at += length;
        return codePoint;
    }

    private int Rune(int at, out int length)
    {
        length = char.IsHighSurrogate(pattern[at]) && at + 1 < pattern.Length ? 2 : 1;
        return length == 2 ? char.ConvertToUtf32(pattern[at], pattern[at + 1]) : pattern[at];
    }
}
