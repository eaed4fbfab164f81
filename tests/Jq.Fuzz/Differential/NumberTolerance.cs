using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>Compares texts of JSON whose numbers may differ in the last digits.</summary>
internal static partial class NumberTolerance
{
    private const double Relative = 1e-11;

    public static bool AreClose(string left, string right)
    {
        var (leftNumbers, rightNumbers) = (Number().Matches(left), Number().Matches(right));
        return Number().Replace(left.Trim(), "0") == Number().Replace(right.Trim(), "0")
            && leftNumbers.Count == rightNumbers.Count
            && leftNumbers.Zip(rightNumbers).All(static pair => IsClose(Parse(pair.First), Parse(pair.Second)));
    }

    private static double Parse(Match match) => double.Parse(match.Value, CultureInfo.InvariantCulture);

    private static bool IsClose(double left, double right) => Math.Abs(left - right) <= Relative * Math.Max(1, Math.Max(Math.Abs(left), Math.Abs(right)));

    [GeneratedRegex(@"-?\d+(\.\d+)?([eE][+-]?\d+)?")]
    private static partial Regex Number();
}
