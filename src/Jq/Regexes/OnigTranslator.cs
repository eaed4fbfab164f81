using System.Buffers;
using System.Text;

namespace Pipeline.Jq.Regexes;

/// <summary>
/// Rewrites Oniguruma's syntax (Perl_NT, as jq uses it) to .NET's: groups numbered from left to right whether
/// named or not, possessive and stacked quantifiers, POSIX brackets, <c>\R</c>, <c>\Q…\E</c>;
/// and for texts with characters beyond U+FFFF, which .NET sees as two, everything that matches one character.
/// </summary>
internal sealed partial class OnigTranslator
{
    /// <summary>Any character of two UTF-16 units.</summary>
    internal const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    private static readonly SearchValues<char> IntervalCharacters = SearchValues.Create("0123456789,");

    private readonly string _pattern;
    private readonly bool _dotAll;
    private readonly bool _hasPairs;
    private readonly StringBuilder _output = new();
    private readonly List<string?> _groups = [];
    private readonly Stack<int> _open = new();
    private readonly List<string?> _allGroups;
    private bool _extended;
    private int _at;

    // Where the last thing that a quantifier can repeat begins in the output; -1 when there is none.
    private int _atom = -1;
    private bool _isQuantified;

    private OnigTranslator(string pattern, MatchFlags flags, bool hasPairs)
    {
        _pattern = pattern;
        _extended = flags.Extended;
        _dotAll = flags.DotAll;
        _hasPairs = hasPairs;
        _allGroups = GroupScan.Names(pattern);
    }

    /// <summary>The translation, or null with the reason in Oniguruma's words.</summary>
    /// <param name="pattern">The pattern in Oniguruma's syntax.</param>
    /// <param name="flags">How it is to match.</param>
    /// <param name="hasPairs">Whether the text has characters beyond U+FFFF.</param>
    /// <param name="problem">Why there is no translation.</param>
    public static TranslatedPattern? Translate(string pattern, MatchFlags flags, bool hasPairs, out string? problem)
    {
        var translator = new OnigTranslator(pattern, flags, hasPairs);
        problem = translator.Run();
        return problem is null ? new TranslatedPattern(translator._output.ToString(), [.. translator._groups]) : null;
    }

    private char Peek(int ahead = 0) => _at + ahead < _pattern.Length ? _pattern[_at + ahead] : '\0';

    private string? Run()
    {
        while (_at < _pattern.Length)
        {
            var problem = Next();
            if (problem is not null)
            {
                return problem;
            }
        }

        return _open.Count == 0 ? null : "end pattern with unmatched parenthesis";
    }

    private string? Next()
    {
        switch (_pattern[_at])
        {
            case '\\':
                return Escape();
            case '[':
                return Class();
            case '(':
                return OpenGroup();
            case ')':
                return CloseGroup();
            case '.':
                _at++;
                Atom(_hasPairs ? $"(?:{Pair}|{(_dotAll ? "[\\s\\S]" : ".")})" : ".");
                return null;
            case '*' or '+' or '?':
                return Quantifier(1);
            case '{' when IntervalLength() is var length && length > 0:
                return Quantifier(length);
            case '{' or '}' or ']':
                Atom("\\" + _pattern[_at++]);
                return null;
            case '|':
                _output.Append('|');
                (_at, _atom) = (_at + 1, -1);
                return null;
            default:
                Literal();
                return null;
        }
    }

    private void Literal()
    {
        var unit = _pattern[_at];
        if (_extended && (char.IsWhiteSpace(unit) || unit == '#'))
        {
            var end = unit == '#' ? _pattern.IndexOf('\n', _at) : _at;
            _at = end < 0 ? _pattern.Length : end + 1;
            return;
        }

        if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(Peek(1)))
        {
            Atom($"(?:{_pattern.AsSpan(_at, 2)})");
            _at += 2;
            return;
        }

        Atom(unit is ' ' or '#' ? "\\" + unit : unit.ToString());
        _at++;
    }

    private void Atom(string text)
    {
        _atom = _output.Length;
        _isQuantified = false;
        _output.Append(text);
    }

    // The length of {n}, {n,} or {n,m} at the current place; 0 when the brace is a plain one.
    private int IntervalLength()
    {
        var end = _pattern.IndexOf('}', _at);
        if (end < 0 || !char.IsAsciiDigit(Peek(1)))
        {
            return 0;
        }

        var body = _pattern.AsSpan(_at + 1, end - _at - 1);
        return body.ContainsAnyExcept(IntervalCharacters) || body.Count(',') > 1 ? 0 : end - _at + 1;
    }

    private string? Quantifier(int length)
    {
        if (_atom < 0)
        {
            return "target of repeat operator is not specified";
        }

        if (_isQuantified)
        {
            // .NET refuses a quantifier on a quantifier.
            _output.Insert(_atom, "(?:").Append(')');
        }

        var quantifier = _pattern.Substring(_at, length);
        _at += length;
        _output.Append(quantifier);
        _isQuantified = true;
        if (Peek() == '?')
        {
            _output.Append('?');
            _at++;
        }
        else if (Peek() == '+' && quantifier.Length == 1)
        {
            _output.Insert(_atom, "(?>").Append(')');
            _isQuantified = false;
            _at++;
        }

        return null;
    }

    private string? Class()
    {
        var translator = new ClassTranslator(_pattern, _at, _hasPairs);
        var problem = translator.Translate(out var text, out var end);
        _at = end;
        Atom(text);
        return problem;
    }
}
