using System.Text;

namespace Pipeline.Jq.Regexes;

/// <summary>Bracket expressions: POSIX classes, nested classes and <c>\h</c> inside them.</summary>
internal ref struct ClassTranslator(string pattern, int start)
{
    private int _at = start;

    /// <summary>Appends the class; returns Oniguruma's words when it does not end.</summary>
    public string? Translate(StringBuilder output, out int end)
    {
        output.Append(pattern[_at++]);
        if (_at < pattern.Length && pattern[_at] == '^')
        {
            output.Append(pattern[_at++]);
        }

        if (_at < pattern.Length && pattern[_at] == ']')
        {
            output.Append("\\]");
            _at++;
        }

        while (_at < pattern.Length && pattern[_at] != ']')
        {
            if (pattern[_at] == '[')
            {
                if (!PosixClass(output))
                {
                    output.Append("\\[");
                    _at++;
                }
            }
            else if (pattern[_at] == '\\' && _at + 1 < pattern.Length)
            {
                output.Append(pattern[_at + 1] == 'h' ? "0-9a-fA-F" : pattern.Substring(_at, 2));
                _at += 2;
            }
            else
            {
                output.Append(pattern[_at++]);
            }
        }

        end = _at + 1;
        output.Append(']');
        return _at < pattern.Length ? null : "premature end of char-class";
    }

    private bool PosixClass(StringBuilder output)
    {
        var close = pattern.IndexOf(":]", _at, StringComparison.Ordinal);
        if (_at + 1 >= pattern.Length || pattern[_at + 1] != ':' || close < 0)
        {
            return false;
        }

        var name = pattern[(_at + 2)..close];
        var negated = name.StartsWith('^');
        var members = PosixMembers(negated ? name[1..] : name);
        if (members is null || negated)
        {
            return false;
        }

        output.Append(members);
        _at = close + 2;
        return true;
    }

    private static string? PosixMembers(string name) => name switch
    {
        "alpha" => "\\p{L}\\p{M}",
        "digit" => "\\p{Nd}",
        "alnum" => "\\p{L}\\p{M}\\p{Nd}",
        "upper" => "\\p{Lu}",
        "lower" => "\\p{Ll}",
        "space" => "\\s",
        "blank" => " \\t",
        "punct" => "\\p{P}\\p{S}",
        "cntrl" => "\\p{Cc}",
        "xdigit" => "0-9a-fA-F",
        "word" => "\\w",
        "ascii" => "\\x00-\\x7F",
        _ => null,
    };
}
