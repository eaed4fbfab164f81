namespace Pipeline.Jq.Builtins;

/// <summary>The gamma function and the error function.</summary>
internal static class Gamma
{
    // Coefficients of Stirling's series: B(2k) / (2k (2k - 1)) of the Bernoulli numbers.
    private static readonly double[] Stirling =
    [
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360_360, 1.0 / 156, -3617.0 / 122_400,
    ];

    // 22! is the last one that a double holds exactly.
    private const double ExactFactorials = 23;

    // From here on the series is exact to the last digit.
    private const double SeriesStart = 12;

    public static double Of(double x)
    {
        if (double.IsNaN(x) || (x == Math.Floor(x) && x is < 0) || double.IsNegativeInfinity(x))
        {
            return double.NaN;
        }

        if (x == 0)
        {
            return double.IsNegative(x) ? double.NegativeInfinity : double.PositiveInfinity;
        }

        return x == Math.Floor(x) && x is > 0 and <= 171 ? Factorial((int)x - 1) : Sign(x) * Math.Exp(Log(x));
    }

    /// <summary>The logarithm of the magnitude.</summary>
    public static double Log(double x)
    {
        if (double.IsInfinity(x))
        {
            return double.PositiveInfinity;
        }

        if (x <= 0 && x == Math.Floor(x))
        {
            return double.PositiveInfinity;
        }

        if (x == Math.Floor(x) && x <= ExactFactorials)
        {
            return Math.Log(Factorial((int)x - 1));
        }

        if (Math.Abs(x) < 1e-300)
        {
            return -Math.Log(Math.Abs(x));
        }

        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))) - Log(1 - x);
        }

        return LogByStirling(x);
    }

    private static double LogByStirling(double x)
    {
        var product = 1.0;
        for (; x < SeriesStart; x++)
        {
            product *= x;
        }

        var (series, power) = (0.0, 1 / x);
        foreach (var coefficient in Stirling)
        {
            series += coefficient * power;
            power /= x * x;
        }

        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - Math.Log(product);
    }

    public static double Sign(double x) => x < 0 && (long)Math.Floor(x) % 2 != 0 ? -1 : 1;

    public static double Erf(double x)
    {
        if (double.IsNaN(x) || Math.Abs(x) > 6)
        {
            return double.IsNaN(x) ? x : Math.Sign(x);
        }

        if (Math.Abs(x) > 2.5)
        {
            return Math.Sign(x) * (1 - Erfc(Math.Abs(x)));
        }

        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    public static double Erfc(double x)
    {
        if (x < 2.5)
        {
            return 1 - Erf(x);
        }

        // Continued fraction, from the inside out.
        var fraction = 0.0;
        for (var n = 120; n > 0; n--)
        {
            fraction = n / 2.0 / (x + fraction);
        }

        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }

    private static double Factorial(int n)
    {
        var product = 1.0;
        for (var i = 2; i <= n; i++)
        {
            product *= i;
        }

        return product;
    }
}
