using System.Globalization;

namespace Pipeline.Jq.Regexes;

/// <summary>Groups and escapes.</summary>
internal sealed partial class OnigTranslator
{
    private string? OpenGroup()
    {
        if (Peek(1) != '?')
        {
            return OpenCapture(null, 1);
        }

        if (Peek(2) == '#')
        {
            var end = _pattern.IndexOf(')', _at);
            _at = end + 1;
            return end < 0 ? "end pattern in group" : null;
        }

        var named = (Peek(2) == '<' && Peek(3) is not ('=' or '!')) || Peek(2) == '\'';
        if (named)
        {
            var close = _pattern.IndexOf(Peek(2) == '<' ? '>' : '\'', _at + 3);
            return close < 0 ? $"invalid group name <{_pattern[(_at + 3)..]}>"
                : close == _at + 3 ? "group name is empty"
                : OpenCapture(_pattern[(_at + 3)..close], close + 1 - _at);
        }

        return OpenSpecial();
    }

    private string? OpenCapture(string? name, int length)
    {
        _groups.Add(name);
        _open.Push(_output.Length);
        _output.Append(CultureInfo.InvariantCulture, $"(?<{_groups.Count}>");
        (_at, _atom) = (_at + length, -1);
        return null;
    }

    // (?:…), (?>…), lookaround, and options, which may hold to the end of the enclosing group.
    private string? OpenSpecial()
    {
        var length = 2;
        while (_at + length < _pattern.Length && (char.IsAsciiLetter(Peek(length)) || Peek(length) == '-'))
        {
            length++;
        }

        var options = _pattern.Substring(_at + 2, length - 2);
        if (options.AsSpan().ContainsAnyExcept("imsx-"))
        {
            return "undefined group option";
        }

        if (Peek(length) == ')' && options.Length > 0)
        {
            // Blanks are dropped here already, so .NET need not know of x.
            _extended = options.Split('-')[0].Contains('x', StringComparison.Ordinal)
                || (_extended && !options.Contains('x', StringComparison.Ordinal));
            var remaining = options.Replace("x", "", StringComparison.Ordinal);
            _output.Append(remaining is "" or "-" ? "" : $"(?{remaining})");
            (_at, _atom) = (_at + length + 1, -1);
            return null;
        }

        var introducer = Peek(length) == '<' ? 2 : 1;
        _open.Push(_output.Length);
        _output.Append("(?").Append(options).Append(_pattern, _at + length, Math.Min(introducer, _pattern.Length - _at - length));
        (_at, _atom) = (Math.Min(_pattern.Length, _at + length + introducer), -1);
        return null;
    }

    private string? CloseGroup()
    {
        if (!_open.TryPop(out var start))
        {
            return "unmatched close parenthesis";
        }

        _output.Append(')');
        _at++;
        (_atom, _isQuantified) = (start, false);
        return null;
    }
}
