namespace Pipeline.Jq.Builtins;

/// <summary>
/// Bessel functions of integer order: by their integral representations for small arguments, by Hankel's asymptotic
/// expansions for large ones, by recurrence from the two lowest orders in between, and by series where the order is large.
/// </summary>
internal static class Bessel
{
    private const int Intervals = 2000;

    // From here on the terms of the expansions fall below a double's precision for orders 0 and 1.
    private const double Large = 30;

    // Orders that are reached by recurrence; none above is worth as many steps.
    private const int MaxOrder = 10_000;

    public static double J(int order, double x)
    {
        if (double.IsInfinity(x) || double.IsNaN(x))
        {
            return double.IsNaN(x) ? x : 0;
        }

        if (x == 0)
        {
            return order == 0 ? 1 : 0;
        }

        var (n, size) = (Math.Abs((long)order), Math.Abs(x));
        if (size * size < 4 * (n + 1))
        {
            return (n % 2 == 1 && (order < 0) != (x < 0) ? -1 : 1) * Series(n, size);
        }

        if (size < Large || n > size || n > MaxOrder)
        {
            return Integrate(0, Math.PI, t => Math.Cos((order * t) - (x * Math.Sin(t)))) / Math.PI;
        }

        // Both signs count once for each odd order.
        var sign = n % 2 == 1 && (order < 0) != (x < 0) ? -1 : 1;
        return sign * Recur(n, size, Hankel(0, size).J, Hankel(1, size).J);
    }

    public static double Y(int order, double x)
    {
        if (double.IsNaN(x) || x < 0)
        {
            return double.NaN;
        }

        if (x == 0 || double.IsInfinity(x))
        {
            return x == 0 ? double.NegativeInfinity : 0;
        }

        var n = Math.Abs((long)order);
        if (x >= Large && n <= MaxOrder)
        {
            return (order < 0 && n % 2 == 1 ? -1 : 1) * Recur(n, x, Hankel(0, x).Y, Hankel(1, x).Y);
        }

        var oscillating = Integrate(0, Math.PI, t => Math.Sin((x * Math.Sin(t)) - (order * t)));
        var upper = Math.Asinh((40 + (2.0 * n)) / x) + 1;
        var parity = order % 2 == 0 ? 1 : -1;
        var decaying = Integrate(0, upper, t => (Math.Exp(order * t) + (parity * Math.Exp(-order * t))) * Math.Exp(-x * Math.Sinh(t)));
        return (oscillating - decaying) / Math.PI;
    }

    // Power series, whose terms only fall where the order is large beside the argument: exact in every digit there.
    private static double Series(long order, double x)
    {
        var term = 1.0;
        for (var i = 1L; i <= order && term != 0; i++)
        {
            term *= x / 2 / i;
        }

        var sum = 0.0;
        for (var k = 1; term != 0 && Math.Abs(term) > Math.Abs(sum) * 1e-18; k++)
        {
            sum += term;
            term *= -(x * x / 4) / (k * (double)(order + k));
        }

        return sum;
    }

    // Forward, which is stable for J while the order is below the argument, and for Y always.
    private static double Recur(long order, double x, double zeroth, double first)
    {
        if (order == 0)
        {
            return zeroth;
        }

        for (var n = 1; n < order; n++)
        {
            (zeroth, first) = (first, (2 * n / x * first) - zeroth);
        }

        return first;
    }

    private static (double J, double Y) Hankel(int order, double x)
    {
        var (p, q, term) = (0.0, 0.0, 1.0);
        for (var k = 0; k < 40 && Math.Abs(term) > 1e-18; k++)
        {
            var signed = k % 4 < 2 ? term : -term;
            (p, q) = k % 2 == 0 ? (p + signed, q) : (p, q + signed);
            var odd = (2 * k) + 1;
            term *= ((4.0 * order * order) - (odd * odd)) / ((k + 1) * 8 * x);
        }

        // cos and sin of x - pi/4 and x - 3 pi/4, without losing digits of a large x.
        var (sine, cosine) = Math.SinCos(x);
        var (c, s) = order == 0
            ? ((cosine + sine) / Math.Sqrt(2), (sine - cosine) / Math.Sqrt(2))
            : ((sine - cosine) / Math.Sqrt(2), -(sine + cosine) / Math.Sqrt(2));
        var scale = Math.Sqrt(2 / (Math.PI * x));
        return (scale * ((p * c) - (q * s)), scale * ((p * s) + (q * c)));
    }

    // Simpson's rule.
    private static double Integrate(double from, double to, Func<double, double> f)
    {
        var step = (to - from) / Intervals;
        var sum = f(from) + f(to);
        for (var i = 1; i < Intervals; i++)
        {
            sum += f(from + (i * step)) * (i % 2 == 1 ? 4 : 2);
        }

        return sum * step / 3;
    }
}
