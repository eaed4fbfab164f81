using System.Globalization;
using System.Text.RegularExpressions;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>Compares texts of JSON whose numbers may differ in the last digits.</summary>
internal static partial class NumberTolerance
{
    private const double Relative = 1e-11;
    private const double SecondsPerDay = 86_400;

    // 1900 years, and one more where the day lies in the year before.
    private const double FewestDays = 693_960;
    private const double MostDays = 694_327;

    public static bool AreClose(string left, string right)
    {
        var (leftNumbers, rightNumbers) = (Number().Matches(left), Number().Matches(right));
        return Number().Replace(left.Trim(), "0") == Number().Replace(right.Trim(), "0")
            && leftNumbers.Count == rightNumbers.Count
            && leftNumbers.Zip(rightNumbers).All(static pair => IsClose(Parse(pair.First), Parse(pair.Second)));
    }

    /// <summary>Whether some numbers, as seconds, differ by the 1900 years that JavaScript adds to a year below 100.</summary>
    public static bool AreCenturiesApart(string left, string right)
    {
        var (leftNumbers, rightNumbers) = (Number().Matches(Place().Replace(left, "")), Number().Matches(right));
        return leftNumbers.Count == rightNumbers.Count
            && leftNumbers.Zip(rightNumbers).All(static pair => pair.First.Value == pair.Second.Value
                || (Parse(pair.First) - Parse(pair.Second)) / SecondsPerDay is >= FewestDays and <= MostDays);
    }

    private static double Parse(Match match) => double.Parse(match.Value, CultureInfo.InvariantCulture);

    private static bool IsClose(double left, double right) => Math.Abs(left - right) <= Relative * Math.Max(1, Math.Max(Math.Abs(left), Math.Abs(right)));

    [GeneratedRegex(@" \(at [^)]*\)")]
    private static partial Regex Place();

    [GeneratedRegex(@"-?\d+(\.\d+)?([eE][+-]?\d+)?")]
    private static partial Regex Number();
}
