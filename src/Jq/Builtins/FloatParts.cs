namespace Pipeline.Jq.Builtins;

/// <summary>Taking doubles apart and putting them together, as the C library does.</summary>
internal static class FloatParts
{
    public static (double Fraction, double Exponent) Frexp(double x)
    {
        if (x == 0 || !double.IsFinite(x))
        {
            return (x, 0);
        }

        var exponent = Math.ILogB(x) + 1;
        return (Scale(x, -exponent), exponent);
    }

    public static (double Fraction, double Whole) Modf(double x) =>
        double.IsInfinity(x) ? (Math.CopySign(0, x), x) : (Math.CopySign(x - Math.Truncate(x), x), Math.Truncate(x));

    public static double Significand(double x) =>
        x == 0 || !double.IsFinite(x) ? x : Scale(x, -Math.ILogB(x));

    public static double Logb(double x) =>
        x == 0 ? double.NegativeInfinity : double.IsInfinity(x) ? double.PositiveInfinity : double.IsNaN(x) ? x : Math.ILogB(x);

    public static double Scale(double x, double exponent) =>
        Math.ScaleB(x, (int)Math.Clamp(exponent, -5000, 5000));

    public static double ScaleByWhole(double x, double exponent) =>
        double.IsInfinity(exponent) ? x * Math.Pow(2, exponent) : exponent == Math.Truncate(exponent) ? Scale(x, exponent) : double.NaN;

    public static double NextAfter(double x, double toward)
    {
        if (double.IsNaN(x) || double.IsNaN(toward))
        {
            return double.NaN;
        }

        return x == toward ? toward : x < toward ? Math.BitIncrement(x) : Math.BitDecrement(x);
    }

    // The plain formula loses all digits near zero, where the series is exact.
    public static double Expm1(double x)
    {
        if (Math.Abs(x) > 1e-5)
        {
            var power = Math.Exp(x);
            return power is 1 ? x : double.IsInfinity(power) || power - 1 is -1 ? power - 1 : (power - 1) * x / Math.Log(power);
        }

        return x + (x * x / 2) + (x * x * x / 6);
    }

    public static double Log1p(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : x is <= -1 or >= 1e16 ? Math.Log(sum) : Math.Log(sum) * x / (sum - 1);
    }
}
