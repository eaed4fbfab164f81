using System.Globalization;
using System.Text;

namespace Pipeline.Jq.Regexes;

/// <summary>A bracket expression: POSIX classes, properties, characters beyond U+FFFF. A bracket inside is a plain one.</summary>
internal sealed class ClassTranslator(string pattern, int start, bool hasPairs)
{
    private readonly StringBuilder _members = new();

    // What has to stand beside the class: complements of properties, and characters of two units.
    private readonly List<string> _others = [];
    private int _at = start;

    /// <summary>Gives the class as a .NET pattern; returns Oniguruma's words when it does not end.</summary>
    public string? Translate(out string text, out int end)
    {
        var negated = pattern.AsSpan(_at + 1).StartsWith("^");
        _at += negated ? 2 : 1;
        var first = _at;
        while (_at < pattern.Length && (pattern[_at] != ']' || _at == first))
        {
            ReadMember();
        }

        text = Compose(negated);
        end = Math.Min(_at + 1, pattern.Length);
        return _at < pattern.Length ? null
            : first < pattern.Length && pattern[first] == ']' ? "empty char-class"
            : "premature end of char-class";
    }

    private string Compose(bool negated)
    {
        var members = _members.ToString();
        if (_others.Count == 0 && !(negated && hasPairs))
        {
            return $"[{(negated ? "^" : "")}{members}]";
        }

        var one = string.Join('|', members.Length == 0 ? _others : [$"[{members}]", .. _others]);
        return negated ? $@"(?!{one})(?:{OnigTranslator.Pair}|[^\uD800-\uDFFF])" : $"(?:{one})";
    }

    private void ReadMember()
    {
        var unit = pattern[_at];
        if (pattern.AsSpan(_at).StartsWith("[:") && TryPosixClass())
        {
            return;
        }

        if (char.IsHighSurrogate(unit) && _at + 1 < pattern.Length)
        {
            ReadPair();
        }
        else if (unit == '\\' && _at + 1 < pattern.Length)
        {
            ReadEscape(pattern[_at + 1]);
        }
        else
        {
            _members.Append(unit is ']' or '[' ? "\\" + unit : unit.ToString());
            _at++;
        }
    }

    private bool TryPosixClass()
    {
        var close = pattern.IndexOf(":]", _at, StringComparison.Ordinal);
        var name = close < 0 ? "" : pattern[(_at + 2)..close];
        if (CharacterProperties.Find(name.TrimStart('^')) is not { } members)
        {
            return false;
        }

        AddProperty(members, name.StartsWith('^'));
        _at = close + 2;
        return true;
    }

    private void AddProperty(string members, bool isComplement)
    {
        if (isComplement)
        {
            _others.Add(hasPairs ? $@"{OnigTranslator.Pair}|[^{members}\uD800-\uDFFF]" : $"[^{members}]");
        }
        else
        {
            _members.Append(members);
        }
    }

    // A range within one leading unit is one class; other ranges are given by the leading units alone.
    private void ReadPair()
    {
        var (high, low) = (pattern[_at], pattern[_at + 1]);
        _at += 2;
        if (_at + 2 < pattern.Length && pattern[_at] == '-' && char.IsHighSurrogate(pattern[_at + 1]))
        {
            var (lastHigh, lastLow) = (pattern[_at + 1], pattern[_at + 2]);
            _at += 3;
            _others.Add(high == lastHigh ? $"{high}[{low}-{lastLow}]" : $@"[{high}-{lastHigh}][\uDC00-\uDFFF]");
            return;
        }

        _others.Add($"{high}{low}");
    }

    private void ReadEscape(char letter)
    {
        var close = letter is 'x' or 'p' or 'P' && _at + 2 < pattern.Length && pattern[_at + 2] == '{' ? pattern.IndexOf('}', _at) : -1;
        if (close > 0 && letter == 'x')
        {
            var value = int.TryParse(pattern.AsSpan(_at + 3, close - _at - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
            _members.Append(CultureInfo.InvariantCulture, $"\\u{value & 0xFFFF:X4}");
            _at = close + 1;
            return;
        }

        if (close > 0)
        {
            var name = pattern[(_at + 3)..close];
            AddProperty(CharacterProperties.Find(name.TrimStart('^')) ?? "", (letter == 'P') != name.StartsWith('^'));
            _at = close + 1;
            return;
        }

        var length = Math.Min(letter switch { 'x' => 4, 'u' => 6, 'c' => 3, _ => 2 }, pattern.Length - _at);
        _members.Append(char.IsAsciiLetter(letter) && !"wWsSdDtnrfvaexucb".Contains(letter, StringComparison.Ordinal)
            ? letter.ToString()
            : pattern.Substring(_at, length));
        _at += length;
    }
}
