namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>Repetition.</summary>
internal sealed partial class OnigParser
{
    private const int MaxRepeat = 100_000;

    private RegexNode ReadQuantified()
    {
        if (!IsNoQuantifier())
        {
            throw new RegexSyntaxException("target of repeat operator is not specified");
        }

        return ReadQuantifiers(ReadAtom());
    }

    private RegexNode ReadQuantifiers(RegexNode node)
    {
        while (true)
        {
            SkipIgnored();
            if (AtEnd || !TryReadQuantifier(out var minimum, out var maximum, out var isInterval))
            {
                return node;
            }

            if (IsNoTarget(node))
            {
                throw new RegexSyntaxException("target of repeat operator is invalid");
            }

            if (TryTake("?"))
            {
                node = new RegexNode.Repeat(node, minimum, maximum, IsGreedy: false);
            }
            else
            {
                node = new RegexNode.Repeat(node, minimum, maximum, IsGreedy: true);
                node = !isInterval && TryTake("+") ? new RegexNode.Atomic(node) : node;
            }
        }
    }

    private static bool IsNoTarget(RegexNode node) => node is RegexNode.Anchor or RegexNode.Look or RegexNode.Keep
        || (node is RegexNode.Alternation { IsFolding: false } alternation && alternation.Choices.Any(IsNoTarget));

    private bool TryReadQuantifier(out int minimum, out int maximum, out bool isInterval)
    {
        isInterval = false;
        (minimum, maximum) = Current switch
        {
            '*' => (0, RegexNode.Repeat.Unlimited),
            '+' => (1, RegexNode.Repeat.Unlimited),
            _ => (0, 1),
        };
        if (Current is '*' or '+' or '?')
        {
            _at++;
            return true;
        }

        isInterval = TryReadInterval(out minimum, out maximum, peek: false);
        return isInterval;
    }

    // {n}, {n,} and {n,m}; any other brace stands for itself.
    private bool TryReadInterval(out int minimum, out int maximum, bool peek)
    {
        (minimum, maximum) = (0, 0);
        var end = _at + 1;
        if (Current != '{' || !TryReadCount(ref end, out minimum))
        {
            return false;
        }

        maximum = minimum;
        if (end < pattern.Length && pattern[end] == ',')
        {
            end++;
            maximum = TryReadCount(ref end, out var count) ? count : RegexNode.Repeat.Unlimited;
        }

        if (end >= pattern.Length || pattern[end] != '}')
        {
            return false;
        }

        if (Math.Max(minimum, maximum) > MaxRepeat)
        {
            throw new RegexSyntaxException("too big number for repeat range");
        }

        if (maximum != RegexNode.Repeat.Unlimited && maximum < minimum)
        {
            throw new RegexSyntaxException("upper is smaller than lower in repeat range");
        }

        _at = peek ? _at : end + 1;
        return true;
    }

    private bool TryReadCount(ref int at, out int count)
    {
        var start = at;
        count = 0;
        while (at < pattern.Length && char.IsAsciiDigit(pattern[at]))
        {
            count = Math.Min(MaxRepeat + 1, (count * 10) + pattern[at] - '0');
            at++;
        }

        return at > start;
    }
}
