using System.Globalization;

namespace Pipeline.Jq.Values;

/// <summary>An exact decimal: sign, digits without leading zeros ("0" for zero) and a power of ten.</summary>
internal readonly record struct Decimal(bool Negative, string Digits, long Exponent)
{
    // decNumber, which jq uses, holds exponents within a billion.
    private const long ExponentLimit = 999_999_999;

    // The least exponent of a digit: jq gives decNumber int's largest value less the range of exponents for digits, and
    // that many may stand below the least exponent of a number.
    private const long LeastExponent = -ExponentLimit - (int.MaxValue - (2 * ExponentLimit) - 2);

    // What decNumber is told to keep on the way to a double.
    private const int DoubleDigits = 17;

    public bool IsZero => Digits == "0";

    private long Adjusted => Exponent + Digits.Length - 1;

    /// <summary>Reads a JSON number that is known to be well formed.</summary>
    public static Decimal Parse(ReadOnlySpan<char> text)
    {
        var negative = text[0] == '-';
        if (text[0] is '-' or '+')
        {
            text = text[1..];
        }

        var exponent = 0L;
        var mark = text.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            exponent = ParseExponent(text[(mark + 1)..]);
            text = text[..mark];
        }

        var dot = text.IndexOf('.');
        if (dot < 0)
        {
            return new Decimal(negative, TrimZeros(text), exponent).Held();
        }

        exponent -= text.Length - dot - 1;
        return new Decimal(negative, TrimZeros(string.Concat(text[..dot], text[(dot + 1)..])), exponent).Held();
    }

    public Decimal Negated() => IsZero ? this with { Negative = false } : this with { Negative = !Negative };

    public Decimal Absolute() => this with { Negative = false };

    /// <summary>True when the number is too large for the exponent range of decNumber.</summary>
    public bool IsTooLarge => !IsZero && Adjusted > ExponentLimit;

    /// <summary>The double that jq takes it for: rounded to 17 digits first, as jq does with decNumber.</summary>
    public double ToDouble()
    {
        var (digits, exponent) = (Digits, Exponent);
        if (digits.Length > DoubleDigits)
        {
            exponent += digits.Length - DoubleDigits;
            var roundsUp = digits[DoubleDigits] >= '5';
            digits = roundsUp ? Increment(digits[..DoubleDigits]) : digits[..DoubleDigits];
        }

        return double.Parse(
            string.Create(CultureInfo.InvariantCulture, $"{(Negative ? "-" : "")}{digits}E{Math.Clamp(exponent, -100_000_000, 100_000_000)}"), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    public int CompareTo(Decimal other)
    {
        if (IsZero || other.IsZero || Negative != other.Negative)
        {
            return Sign.CompareTo(other.Sign);
        }

        var magnitude = Adjusted.CompareTo(other.Adjusted);
        if (magnitude == 0)
        {
            var length = Math.Max(Digits.Length, other.Digits.Length);
            magnitude = string.CompareOrdinal(Digits.PadRight(length, '0'), other.Digits.PadRight(length, '0'));
        }

        return Negative ? -magnitude : magnitude;
    }

    private int Sign => IsZero ? 0 : Negative ? -1 : 1;

    /// <summary>The to-scientific-string of the General Decimal Arithmetic specification.</summary>
    public override string ToString()
    {
        var sign = Negative ? "-" : "";
        if (Exponent == 0)
        {
            return sign + Digits;
        }

        if (Exponent < 0 && Adjusted >= -6)
        {
            var point = Digits.Length + (int)Exponent;
            return point > 0
                ? $"{sign}{Digits.AsSpan(0, point)}.{Digits.AsSpan(point)}"
                : $"{sign}0.{new string('0', -point)}{Digits}";
        }

        var fraction = Digits.Length > 1 ? "." + Digits[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{Digits[0]}{fraction}E{(Adjusted >= 0 ? "+" : "")}{Adjusted}");
    }

    /// <summary>What decNumber makes of it: digits below the least exponent are rounded away, halves up.</summary>
    private Decimal Held()
    {
        if (IsZero)
        {
            return this with { Exponent = Math.Clamp(Exponent, LeastExponent, ExponentLimit) };
        }

        if (Exponent >= LeastExponent)
        {
            return this;
        }

        var kept = Digits.Length - (LeastExponent - Exponent);
        var rest = kept < 0 ? '0' : Digits[(int)kept];
        var digits = kept <= 0 ? "0" : Digits[..(int)kept];
        return this with { Digits = rest >= '5' ? Increment(digits) : digits, Exponent = LeastExponent };
    }

    private static string Increment(string digits)
    {
        var head = digits.TrimEnd('9');
        var zeros = new string('0', digits.Length - head.Length);
        return head.Length == 0 ? "1" + zeros : $"{head.AsSpan(0, head.Length - 1)}{(char)(head[^1] + 1)}{zeros}";
    }

    private static string TrimZeros(ReadOnlySpan<char> digits)
    {
        digits = digits.TrimStart('0');
        return digits.Length == 0 ? "0" : digits.ToString();
    }

    private static long ParseExponent(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? Math.Clamp(value, -100_000_000_000, 100_000_000_000)
            : text[0] == '-' ? -100_000_000_000 : 100_000_000_000;
}
