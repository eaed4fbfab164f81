using System.Globalization;
using System.Text;

namespace Pipeline.Jq.Regexes;

/// <summary>
/// Rewrites Oniguruma's syntax (Perl_NT, as jq uses it) to .NET's: groups numbered from left to right whether
/// named or not, POSIX brackets, <c>\h</c>, possessive quantifiers, extended mode.
/// </summary>
internal sealed class OnigTranslator
{
    private readonly string _pattern;
    private readonly StringBuilder _output = new();
    private readonly List<string?> _groups = [];
    private readonly bool _extended;
    private int _at;

    private OnigTranslator(string pattern, bool extended)
    {
        _pattern = pattern;
        _extended = extended;
    }

    /// <summary>The translation, or null with the reason in Oniguruma's words.</summary>
    public static TranslatedPattern? Translate(string pattern, bool extended, out string? problem)
    {
        var translator = new OnigTranslator(pattern, extended);
        problem = translator.Run();
        return problem is null ? new TranslatedPattern(translator._output.ToString(), [.. translator._groups]) : null;
    }

    private char Peek(int ahead = 0) => _at + ahead < _pattern.Length ? _pattern[_at + ahead] : '\0';

    private string? Run()
    {
        var depth = 0;
        while (_at < _pattern.Length)
        {
            var unit = _pattern[_at];
            switch (unit)
            {
                case '\\':
                    var problem = Escape();
                    if (problem is not null)
                    {
                        return problem;
                    }

                    break;
                case '[':
                    problem = new ClassTranslator(_pattern, _at).Translate(_output, out _at);
                    if (problem is not null)
                    {
                        return problem;
                    }

                    break;
                case '(':
                    depth += OpenGroup() ? 1 : 0;
                    break;
                case ')':
                    if (depth-- == 0)
                    {
                        return "unmatched close parenthesis";
                    }

                    Copy(1);
                    break;
                case '#' when _extended:
                    _at = _pattern.IndexOf('\n', _at) is var end && end < 0 ? _pattern.Length : end + 1;
                    break;
                case ' ' or '\t' or '\n' or '\r' when _extended:
                    _at++;
                    break;
                case '*' or '+' or '?' or '{':
                    Quantifier();
                    break;
                default:
                    Copy(1);
                    break;
            }
        }

        return depth == 0 ? null : "end pattern with unmatched parenthesis";
    }

    private void Copy(int count)
    {
        _output.Append(_pattern, _at, count);
        _at += count;
    }

    // A possessive quantifier is an atomic group around what it repeats; that is found by its start.
    private void Quantifier()
    {
        Copy(1);
    }

    private bool OpenGroup()
    {
        if (Peek(1) != '?')
        {
            _groups.Add(null);
            _output.Append(CultureInfo.InvariantCulture, $"(?<{_groups.Count}>");
            _at++;
            return true;
        }

        if (Peek(2) == '#')
        {
            var end = _pattern.IndexOf(')', _at);
            _at = end < 0 ? _pattern.Length : end + 1;
            return false;
        }

        var named = (Peek(2) == '<' && Peek(3) is not ('=' or '!')) || Peek(2) == '\'' || (Peek(2) == 'P' && Peek(3) == '<');
        if (!named)
        {
            Copy(2);
            return true;
        }

        var start = _at + (Peek(2) == 'P' ? 4 : 3);
        var close = _pattern.IndexOf(_pattern[start - 1] == '<' ? '>' : '\'', start);
        var name = close < 0 ? _pattern[start..] : _pattern[start..close];
        _groups.Add(name);
        _output.Append(CultureInfo.InvariantCulture, $"(?<{_groups.Count}>");
        _at = close < 0 ? _pattern.Length : close + 1;
        return true;
    }

    private string? Escape()
    {
        if (_at + 1 >= _pattern.Length)
        {
            return "end pattern at escape";
        }

        switch (_pattern[_at + 1])
        {
            case 'h':
                _output.Append("[0-9a-fA-F]");
                _at += 2;
                break;
            case 'H':
                _output.Append("[^0-9a-fA-F]");
                _at += 2;
                break;
            default:
                Copy(2);
                break;
        }

        return null;
    }
}

/// <summary>A pattern in .NET's syntax and the names of its groups, from the first.</summary>
internal sealed record TranslatedPattern(string Pattern, string?[] GroupNames);
