using System.Globalization;

namespace Pipeline.Jq.Regexes;

/// <summary>What a backslash introduces.</summary>
internal sealed partial class OnigTranslator
{
    private string? Escape()
    {
        if (_at + 1 >= _pattern.Length)
        {
            return "end pattern at escape";
        }

        var letter = _pattern[_at + 1];
        switch (letter)
        {
            case 'Q':
                return Quote();
            case 'k':
                return BackReference();
            case 'x' when Peek(2) == '{':
                return CodePoint();
            case 'p' or 'P':
                return Property();
            case 'A' or 'Z' or 'z' or 'G' or 'b' or 'B':
                _output.Append('\\').Append(letter);
                (_at, _atom) = (_at + 2, -1);
                return null;
            case 'W' or 'S' or 'D' or 'R':
                Atom(Shorthand(letter));
                _at += 2;
                return null;
            default:
                return PlainEscape(letter);
        }
    }

    private string Shorthand(char letter) => letter switch
    {
        'R' => @"(?:\r\n|[\n\v\f\r\u0085\u2028\u2029])",
        _ => _hasPairs ? Outside("\\" + char.ToLowerInvariant(letter)) : "\\" + letter,
    };

    private string Outside(string members) => _hasPairs ? $@"(?:{Pair}|[^{members}\uD800-\uDFFF])" : $"[^{members}]";

    // What .NET does not know as an escape stands for itself.
    private string? PlainEscape(char letter)
    {
        var length = letter switch
        {
            'x' when char.IsAsciiHexDigit(Peek(2)) => 2 + (char.IsAsciiHexDigit(Peek(3)) ? 2 : 1),
            'u' => 6,
            'c' => 3,
            >= '0' and <= '9' => 2,
            _ => 2,
        };
        length = Math.Min(length, _pattern.Length - _at);
        var known = !char.IsAsciiLetter(letter) || letter is 'w' or 's' or 'd' or 't' or 'n' or 'r' or 'f' or 'v' or 'a' or 'e' or 'x' or 'u' or 'c';
        if (letter is >= '1' and <= '9')
        {
            Atom($"(?:\\{letter})");
        }
        else if (letter == 'x' && length == 3)
        {
            Atom($"\\x0{Peek(2)}");
        }
        else
        {
            Atom(known ? _pattern.Substring(_at, length) : letter.ToString());
        }

        _at += length;
        return null;
    }

    private string? Quote()
    {
        var end = _pattern.IndexOf("\\E", _at + 2, StringComparison.Ordinal);
        foreach (var rune in _pattern[(_at + 2)..(end < 0 ? _pattern.Length : end)].EnumerateRunes())
        {
            Atom(rune.IsBmp ? System.Text.RegularExpressions.Regex.Escape(rune.ToString()) : $"(?:{rune})");
        }

        _at = end < 0 ? _pattern.Length : end + 2;
        return null;
    }

    private string? BackReference()
    {
        var close = Peek(2) is '<' or '\'' ? _pattern.IndexOf(Peek(2) == '<' ? '>' : '\'', _at + 3) : -1;
        if (close < 0)
        {
            return "invalid backref number/name";
        }

        var name = _pattern[(_at + 3)..close];
        var index = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : _allGroups.LastIndexOf(name) + 1;
        if (index < 1 || index > _allGroups.Count)
        {
            return $"undefined name <{name}> reference";
        }

        Atom(string.Create(CultureInfo.InvariantCulture, $"\\k<{index}>"));
        _at = close + 1;
        return null;
    }

    private string? CodePoint()
    {
        var close = _pattern.IndexOf('}', _at);
        if (close < 0 || !int.TryParse(_pattern.AsSpan(_at + 3, close - _at - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            || !System.Text.Rune.IsValid(value))
        {
            return "invalid code point value";
        }

        var text = new System.Text.Rune(value).ToString();
        Atom(text.Length == 1 ? System.Text.RegularExpressions.Regex.Escape(text) : $"(?:{text})");
        _at = close + 1;
        return null;
    }

    private string? Property()
    {
        var close = Peek(2) == '{' ? _pattern.IndexOf('}', _at) : -1;
        if (close < 0)
        {
            return "invalid character property name {" + Peek(1) + "}";
        }

        var name = _pattern[(_at + 3)..close];
        var negated = (Peek(1) == 'P') != name.StartsWith('^');
        var members = CharacterProperties.Find(name.TrimStart('^'));
        if (members is null)
        {
            return $"invalid character property name {{{name}}}";
        }

        Atom(negated ? Outside(members) : $"[{members}]");
        _at = close + 1;
        return null;
    }
}
