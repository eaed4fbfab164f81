using System.Buffers.Text;
using System.Text;

namespace Pipeline.Jq.Values;

/// <summary>Reads number tokens, keeping the literal where its text differs from what the double prints.</summary>
internal static class NumberReader
{
    // Fifteen digits always survive the way through a double unchanged.
    private const int SafeDigits = 15;

    public static bool TryRead(ReadOnlySpan<byte> token, out JqValue value)
    {
        value = default;
        if (TryReadSmallInteger(token, out value))
        {
            return true;
        }

        if (IsNan(token))
        {
            value = JqValue.FromNumber(double.NaN);
            return true;
        }

        if (!IsNumber(token))
        {
            return TryReadInfinity(token, out value);
        }

        return TryReadDecimal(Encoding.ASCII.GetString(token), out value);
    }

    /// <summary>Reads a token that is known to be a number.</summary>
    public static JqValue Read(ReadOnlySpan<byte> token)
    {
        TryRead(token, out var value);
        return value;
    }

    /// <summary>Whether jq prints a token that is known to be a number as it is: integers that need no literal.</summary>
    public static bool IsPrintedAsWritten(ReadOnlySpan<byte> token)
    {
        var digits = token[0] == '-' ? token[1..] : token;
        return digits.Length <= SafeDigits && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (digits[0] != '0' || token.Length == 1);
    }

    public static JqValue FromDecimal(Decimal literal)
    {
        var number = literal.ToDouble();
        if (literal.IsTooLarge && double.IsInfinity(number))
        {
            return JqValue.FromNumber(number);
        }

        return literal.Digits.Length <= SafeDigits && NumberText.Format(number) == literal.ToString()
            ? JqValue.FromWritten(number)
            : new JqValue(new NumberLiteral(literal), number);
    }

    /// <summary>The decimal that the number was written as; null for one that was computed.</summary>
    public static Decimal? AsWritten(JqValue value) =>
        value.Literal is { } literal ? literal.Literal
        : value.IsPlainlyWritten ? Decimal.Parse(NumberText.Format(value.Number))
        : null;

    /// <summary>The number with the other sign. A zero that was written has none, one that was computed has.</summary>
    public static JqValue Negate(JqValue value) =>
        value.Literal is { } literal ? FromDecimal(literal.Literal.Negated())
        : value.IsPlainlyWritten ? JqValue.FromWritten(0 - value.Number)
        : JqValue.FromNumber(-value.Number);

    /// <summary>The number without its sign; a literal keeps its digits.</summary>
    public static JqValue Absolute(JqValue value) =>
        value.Literal is { } literal ? FromDecimal(literal.Literal.Absolute())
        : value.IsPlainlyWritten ? JqValue.FromWritten(Math.Abs(value.Number))
        : JqValue.FromNumber(Math.Abs(value.Number));

    private static bool TryReadDecimal(string text, out JqValue value)
    {
        value = FromDecimal(Decimal.Parse(text));
        return true;
    }

    private static bool TryReadSmallInteger(ReadOnlySpan<byte> token, out JqValue value)
    {
        value = default;
        if (token.Length > SafeDigits || token.Length == 0 || token[0] is (byte)'-' or (byte)'+' && token.Length == 1)
        {
            return false;
        }

        if (token[0] == '+' || !Utf8Parser.TryParse(token, out long integer, out var read) || read != token.Length
            || (integer == 0 && token[0] == '-'))
        {
            return false;
        }

        value = JqValue.FromWritten(integer);
        return true;
    }

    private static bool IsNumber(ReadOnlySpan<byte> token)
    {
        var at = token.Length > 0 && token[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var digits = SkipDigits(token, ref at);
        if (at < token.Length && token[at] == '.')
        {
            at++;
            digits += SkipDigits(token, ref at);
        }

        if (digits == 0)
        {
            return false;
        }

        if (at < token.Length && token[at] is (byte)'e' or (byte)'E')
        {
            at++;
            at += at < token.Length && token[at] is (byte)'-' or (byte)'+' ? 1 : 0;
            if (SkipDigits(token, ref at) == 0)
            {
                return false;
            }
        }

        return at == token.Length;
    }

    private static int SkipDigits(ReadOnlySpan<byte> token, ref int at)
    {
        var start = at;
        while (at < token.Length && token[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        return at - start;
    }

    private static bool IsNan(ReadOnlySpan<byte> token)
    {
        token = token.Length > 0 && token[0] is (byte)'-' or (byte)'+' ? token[1..] : token;
        token = token.Length > 0 && token[0] is (byte)'s' or (byte)'S' ? token[1..] : token;

        // decNumber reads digits after it; jq takes none but zeros.
        return Ascii.EqualsIgnoreCase(token.TrimEnd((byte)'0'), "nan"u8);
    }

    private static bool TryReadInfinity(ReadOnlySpan<byte> token, out JqValue value)
    {
        var negative = token.Length > 0 && token[0] == '-';
        var word = token.Length > 0 && token[0] is (byte)'-' or (byte)'+' ? token[1..] : token;
        value = JqValue.FromNumber(negative ? double.NegativeInfinity : double.PositiveInfinity);
        return Ascii.EqualsIgnoreCase(word, "infinity"u8) || Ascii.EqualsIgnoreCase(word, "inf"u8);
    }
}
