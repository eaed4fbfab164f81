namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>What a parenthesis opens.</summary>
internal sealed partial class OnigParser
{
    private RegexNode ReadGroup()
    {
        _at++;
        if (Current == '*')
        {
            throw new RegexSyntaxException(pattern.IndexOf(')', _at) < 0 || !char.IsAsciiLetter(Peek(1)) ? "invalid callout pattern" : "undefined callout name");
        }

        if (Current != '?')
        {
            var number = _groups.Add(null);
            return new RegexNode.Capture(number, ReadBody());
        }

        _at++;
        if (AtEnd)
        {
            throw new RegexSyntaxException("end pattern in group");
        }

        return ReadSpecialGroup();
    }

    private RegexNode ReadSpecialGroup()
    {
        var sign = Current;
        _at++;
        switch (sign)
        {
            case ':':
                return ReadBody();
            case '=':
                return new RegexNode.Look(ReadBody(), IsBehind: false, IsNegative: false);
            case '!':
                return new RegexNode.Look(ReadBody(), IsBehind: false, IsNegative: true);
            case '>':
                return new RegexNode.Atomic(ReadBody());
            case '~':
                return new RegexNode.Absent(ReadBody());
            case '\'':
                return ReadNamedGroup('\'');
            case '<':
                return ReadAngleGroup();
            case '(':
                return ReadConditional();
            default:
                _at--;
                return ReadOptionGroup();
        }
    }

    private RegexNode ReadAngleGroup()
    {
        if (AtEnd)
        {
            throw new RegexSyntaxException("end pattern with unmatched parenthesis");
        }

        if (TryTake("="))
        {
            return Behind(ReadBody(), isNegative: false);
        }

        return TryTake("!") ? Behind(ReadBody(), isNegative: true) : ReadNamedGroup('>');
    }

    private static RegexNode.Look Behind(RegexNode body, bool isNegative) => new(body, IsBehind: true, isNegative);

    private RegexNode.Capture ReadNamedGroup(char close)
    {
        var name = ReadName(close);
        if (name.Length == 0)
        {
            throw new RegexSyntaxException("group name is empty");
        }

        if (!IsNameStart(name[0]))
        {
            throw new RegexSyntaxException($"invalid group name <{name}>");
        }

        var number = _groups.Add(name);
        return new RegexNode.Capture(number, ReadBody());
    }

    private static bool IsNameStart(char unit) => unit == '_' || char.IsSurrogate(unit) || (char.IsLetter(unit) && unit is not ')');

    private string ReadName(char close)
    {
        var end = pattern.IndexOf(close, _at);
        var name = end < 0 ? pattern[_at..] : pattern[_at..end];
        if (end < 0 || name.Contains(')', StringComparison.Ordinal))
        {
            var stop = name.IndexOf(')', StringComparison.Ordinal);
            name = stop < 0 ? name : name[..stop];
            throw new RegexSyntaxException(name.Length == 0 ? "group name is empty" : $"invalid group name <{name}>");
        }

        _at = end + 1;
        return name;
    }

    // The rest of a group that was opened: its expression and the parenthesis. Options set inside end with it.
    private RegexNode ReadBody()
    {
        var outer = _options;
        var body = ReadAlternation();
        _options = outer;
        return TryTake(")") ? body : throw new RegexSyntaxException("end pattern with unmatched parenthesis");
    }

    private RegexNode.Conditional ReadConditional()
    {
        var condition = ReadCondition();
        var body = ReadBody();
        return body switch
        {
            RegexNode.Alternation { Choices: [var then, var otherwise] } => new RegexNode.Conditional(condition, then, otherwise),
            RegexNode.Alternation => throw new RegexSyntaxException("invalid if-else syntax"),
            _ => new RegexNode.Conditional(condition, body, new RegexNode.Sequence([])),
        };
    }

    private RegexNode ReadCondition()
    {
        var end = pattern.IndexOf(')', _at);
        var inside = end < 0 ? "" : pattern[_at..end];
        var name = inside is ['<', .. var named, '>'] ? named : inside is ['\'', .. var quoted, '\''] ? quoted : GroupNames.IsNumber(inside) ? inside : null;
        if (name is null)
        {
            return ReadBody();
        }

        _at = end + 1;
        return Reference(name, isCall: false);
    }

    private RegexNode.WithOptions ReadOptionGroup()
    {
        var outer = _options;
        ReadOptionLetters();
        _at++;
        var inner = ReadAlternation();
        _options = outer;
        return TryTake(")") ? new RegexNode.WithOptions(inner) : throw new RegexSyntaxException("end pattern with unmatched parenthesis");
    }

    // Options without a group of their own hold to the end of the group around them, in later alternatives too.
    private bool TryReadOptionSwitch()
    {
        if (Current != '(' || Peek(1) != '?' || !(char.IsAsciiLetter(Peek(2)) || Peek(2) is '-' or '^'))
        {
            return false;
        }

        var (start, outer) = (_at, _options);
        _at += 2;
        ReadOptionLetters();
        if (Current == ')')
        {
            _at++;
            SkipIgnored();
            return IsNoQuantifier() ? true : throw new RegexSyntaxException("target of repeat operator is not specified");
        }

        (_at, _options) = (start, outer);
        return false;
    }

    private bool IsNoQuantifier() => Current is not ('*' or '+' or '?') && !TryReadInterval(out _, out _, peek: true);

    private void ReadOptionLetters()
    {
        var on = true;
        while (!AtEnd && Current is not (')' or ':'))
        {
            _options = Current switch
            {
                '-' when on => _options,
                'i' => _options with { IgnoreCase = on },
                'x' => _options with { Extended = on },
                's' => _options with { DotAll = on },
                'm' => _options with { Lines = on },
                _ => throw new RegexSyntaxException("undefined group option"),
            };
            on &= Current != '-';
            _at++;
        }

        if (AtEnd)
        {
            throw new RegexSyntaxException("end pattern in group");
        }
    }
}
