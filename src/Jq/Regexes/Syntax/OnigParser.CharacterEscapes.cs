namespace Pipeline.Jq.Regexes.Syntax;

/// <summary>Escapes that stand for one character, by name or by number.</summary>
internal sealed partial class OnigParser
{
    private const int MaxCodePoint = 0x10FFFF;

    /// <summary>The character that an escape stands for, here and in classes; the place is after the backslash.</summary>
    private int ReadCharacterEscape()
    {
        var letter = Current;
        if (letter is 'x' or 'o' && Peek(1) == '{')
        {
            return ReadBraced(letter == 'x' ? 16 : 8);
        }

        if (letter == 'c' && _at + 1 < pattern.Length)
        {
            _at++;
            return TakeRune() is '?' ? 0x7F : pattern[_at - 1] & 0x9F;
        }

        if (letter is >= '0' and <= '7')
        {
            return ReadDigits(8, 3);
        }

        if (letter == 'x')
        {
            _at++;
            return ReadDigits(16, 2);
        }

        return letter switch
        {
            'a' => Take('\a'),
            'e' => Take('\e'),
            'f' => Take('\f'),
            'n' => Take('\n'),
            'r' => Take('\r'),
            't' => Take('\t'),
            _ => TakeRune(),
        };
    }

    private int Take(char value)
    {
        _at++;
        return value;
    }

    private int ReadDigits(int numberBase, int most)
    {
        var value = 0;
        for (; most > 0 && DigitValue(Current) < numberBase; most--)
        {
            value = (value * numberBase) + DigitValue(Current);
            _at++;
        }

        return value;
    }

    private int ReadBraced(int numberBase)
    {
        var value = 0L;
        for (_at += 2; DigitValue(Current) < numberBase; _at++)
        {
            value = Math.Min(uint.MaxValue, (value * numberBase) + DigitValue(Current));
        }

        if (Current != '}' || value > int.MaxValue)
        {
            throw new RegexSyntaxException(value > int.MaxValue ? "too big wide-char value" : "invalid code point value");
        }

        _at++;
        return value <= MaxCodePoint ? (int)value : throw new RegexSyntaxException("invalid code point value");
    }

    private static int DigitValue(char unit) => char.IsAsciiHexDigit(unit) ? Convert.ToInt32(unit.ToString(), 16) : int.MaxValue;
}
