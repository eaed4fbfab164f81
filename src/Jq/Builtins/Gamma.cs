namespace Pipeline.Jq.Builtins;

/// <summary>The gamma function and the error function.</summary>
internal static class Gamma
{
    // Lanczos approximation with g = 7 and nine terms; the coefficients are Godfrey's.
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

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

        if (x is 1 or 2)
        {
            return 0;
        }

        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))) - Log(1 - x);
        }

        x -= 1;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x + i);
        }

        var t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
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
