using System.Globalization;
using Pipeline.Jq.Regexes.Characters;

namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>What a backslash introduces outside of a class. What means nothing stands for itself.</summary>
internal sealed partial class OnigParser
{
    private RegexNode ReadEscape()
    {
        if (_at + 1 >= pattern.Length)
        {
            throw new RegexSyntaxException("end pattern at escape");
        }

        _at++;
        var letter = Current;
        if (Anchor(letter) is { } anchor)
        {
            _at++;
            return new RegexNode.Anchor(anchor);
        }

        if (CharacterSet.Shorthand(letter) is { } set)
        {
            _at++;
            return new RegexNode.Character(set);
        }

        return letter switch
        {
            'N' => TakeSet(CharacterSet.NotLineEnd),
            'O' => TakeSet(CharacterSet.All),
            'p' or 'P' when Peek(1) == '{' => new RegexNode.Character(ReadProperty()),
            'R' => TakeLineEnd(),
            'X' => Take(new RegexNode.TextSegment()),
            'K' => Take(new RegexNode.Keep()),
            'k' when Peek(1) is '<' or '\'' => ReadReference(isCall: false),
            'g' when Peek(1) is '<' or '\'' => ReadReference(isCall: true),
            >= '1' and <= '9' => ReadNumberedReference(),
            _ => Literal(ReadCharacterEscape()),
        };
    }

    private static AnchorKind? Anchor(char letter) => letter switch
    {
        'A' => AnchorKind.TextStart,
        'Z' => AnchorKind.TextEndOrLastLineEnd,
        'z' => AnchorKind.TextEnd,
        'G' => AnchorKind.SearchStart,
        'b' => AnchorKind.WordBoundary,
        'B' => AnchorKind.NoWordBoundary,
        'y' => AnchorKind.SegmentBoundary,
        'Y' => AnchorKind.NoSegmentBoundary,
        _ => null,
    };

    private RegexNode.Character TakeSet(CharacterSet set)
    {
        _at++;
        return new RegexNode.Character(set);
    }

    private RegexNode Take(RegexNode node)
    {
        _at++;
        return node;
    }

    private RegexNode.Atomic TakeLineEnd()
    {
        _at++;
        var pair = new RegexNode.Sequence([new RegexNode.Literal('\r'), new RegexNode.Literal('\n')]);
        return new RegexNode.Atomic(new RegexNode.Alternation([pair, new RegexNode.Character(CharacterSet.LineEnds)]));
    }

    // \Q…\E: each character on its own, so that a quantifier behind repeats the last.
    private void ReadQuoted(List<RegexNode> parts)
    {
        var end = pattern.IndexOf("\\E", _at, StringComparison.Ordinal);
        var stop = end < 0 ? pattern.Length : end;
        while (_at < stop)
        {
            parts.Add(Literal(TakeRune()));
        }

        _at = end < 0 ? stop : end + 2;
        if (parts.Count > 0)
        {
            parts[^1] = ReadQuantifiers(parts[^1]);
        }
    }

    private RegexNode ReadReference(bool isCall)
    {
        var close = Peek(1) == '<' ? '>' : '\'';
        _at += 2;
        var end = pattern.IndexOf(close, _at);
        if (end < 0)
        {
            throw new RegexSyntaxException(AtEnd ? "group name is empty" : "invalid backref number/name");
        }

        var name = pattern[_at..end];
        _at = end + 1;
        if (name.Length == 0)
        {
            throw new RegexSyntaxException("group name is empty");
        }

        return Reference(name, isCall);
    }

    // A name has to be known where it is referred to; numbers and calls may come before their group.
    private RegexNode Reference(string name, bool isCall)
    {
        if (!isCall && name[0] is '-' && GroupNames.IsNumber(name) && _groups.Find(name, _groups.Count).Count == 0)
        {
            throw new RegexSyntaxException("invalid backref number/name");
        }

        if (isCall || GroupNames.IsNumber(name))
        {
            return new UnresolvedReference(name, _groups.Count, isCall, _options.IgnoreCase);
        }

        var groups = _groups.Find(name, _groups.Count);
        return groups.Count > 0
            ? new RegexNode.Backreference(groups, _options.IgnoreCase)
            : throw new RegexSyntaxException($"undefined name <{name}> reference");
    }

    private RegexNode ReadNumberedReference()
    {
        var start = _at;
        while (char.IsAsciiDigit(Current))
        {
            _at++;
        }

        var digits = pattern[start.._at];
        if (digits.Length > 1 && (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > _groups.Count))
        {
            // More digits than there are groups: an octal number, or 8 and 9 as they stand.
            _at = start;
            return Literal(ReadCharacterEscape());
        }

        return new UnresolvedReference(digits, _groups.Count, IsCall: false, _options.IgnoreCase);
    }
}
