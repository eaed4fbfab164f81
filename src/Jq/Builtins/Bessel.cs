namespace Pipeline.Jq.Builtins;

/// <summary>Bessel functions of integer order, by their integral representations.</summary>
internal static class Bessel
{
    private const int Intervals = 2000;

    public static double J(int order, double x) =>
        double.IsInfinity(x) ? 0 : double.IsNaN(x) ? x : Integrate(0, Math.PI, t => Math.Cos((order * t) - (x * Math.Sin(t)))) / Math.PI;

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

        var oscillating = Integrate(0, Math.PI, t => Math.Sin((x * Math.Sin(t)) - (order * t)));
        var upper = Math.Asinh((40 + (2.0 * Math.Abs(order))) / x) + 1;
        var parity = order % 2 == 0 ? 1 : -1;
        var decaying = Integrate(0, upper, t => (Math.Exp(order * t) + (parity * Math.Exp(-order * t))) * Math.Exp(-x * Math.Sinh(t)));
        return (oscillating - decaying) / Math.PI;
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
