using System.Globalization;

namespace Pipeline.Jq.Values;

/// <summary>Numbers as jq prints them: the shortest digits that read back, exponents from 1e17 and below 1e-5.</summary>
internal static class NumberText
{
    public static string Format(JqValue value) => value.Literal?.Text ?? Format(value.Number);

    public static string Format(double value)
    {
        if (double.IsNaN(value))
        {
            return "null";
        }

        value = Math.Clamp(value, double.MinValue, double.MaxValue);
        if (value == Math.Truncate(value) && Math.Abs(value) < 1e15)
        {
            return value == 0 && double.IsNegative(value) ? "-0" : ((long)value).ToString(CultureInfo.InvariantCulture);
        }

        var exact = Decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture));
        var digits = exact.Digits.TrimEnd('0');
        var exponent = exact.Exponent + exact.Digits.Length - digits.Length;
        var sign = value < 0 ? "-" : "";
        var point = (int)(digits.Length + exponent);
        return sign + Place(digits, point);
    }

    // The thresholds are those of the freedtoa-style formatter in jq (jvp_dtoa_fmt).
    private static string Place(string digits, int point)
    {
        if (point <= -4 || point > digits.Length + 15)
        {
            var exponent = point - 1;
            var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits.AsSpan(1)}";
            return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (point <= 0)
        {
            return $"0.{new string('0', -point)}{digits}";
        }

        return point >= digits.Length
            ? digits + new string('0', point - digits.Length)
            : $"{digits.AsSpan(0, point)}.{digits.AsSpan(point)}";
    }
}
