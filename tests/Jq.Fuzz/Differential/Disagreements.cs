using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>The listed disagreements: <c>disagreements.txt</c>.</summary>
internal static partial class Disagreements
{
    private static readonly List<(string Reason, string Kind, Regex Sign)> All = [.. Read()];

    /// <summary>Why the difference is to be expected; null when it is not.</summary>
    public static string? ReasonFor(Difference difference) =>
        All.Where(listed => listed.Sign.IsMatch(difference.Case.Program) && Explains(listed.Kind, difference))
            .Select(static listed => listed.Reason).FirstOrDefault();

    private static bool Explains(string kind, Difference difference) => kind switch
    {
        "any" => true,
        "messages" => difference.Expected.Outputs.Trim() == difference.Actual.Outputs.Trim() && difference.Expected.ExitCode == difference.Actual.ExitCode,
        "further" => Comparison.HaveSameFirstError(difference.Expected, difference.Actual),
        "expecting" => Comparison.HaveSameFirstErrorButAlternatives(difference.Expected, difference.Actual),
        "later" => Comparison.HasLaterError(difference.Expected, difference.Actual),
        "names" => Comparison.AreBothUndefined(difference.Expected, difference.Actual),
        "broken" => HasBroken(difference.Expected.Outputs) && !HasBroken(string.Concat(difference.Case.Inputs)),
        "inside" => string.Concat([difference.Case.Program, .. difference.Case.Inputs]) is var text && (!Ascii.IsValid(text) || text.Contains("\\u", StringComparison.Ordinal)),
        "refused" => difference.Expected.Messages.Contains("invalid pattern in look-behind", StringComparison.Ordinal),
        "missing" => difference.Expected.Messages.Contains("not found at build time", StringComparison.Ordinal),
        "paths" => difference.Expected.Messages.Contains("Invalid path expression", StringComparison.Ordinal) && difference.Actual.Messages.Length > 0,
        "number" => NumberAtPath().IsMatch(difference.Expected.Messages),
        "literals" => difference.Actual.Messages.Contains("Invalid path expression with result", StringComparison.Ordinal),
        "slices" => difference.Actual.Messages.Contains("Invalid path expression", StringComparison.Ordinal),
        "environment" => (difference.Expected.Outputs + difference.Expected.Messages).Contains("\"USER\":\"web_user", StringComparison.Ordinal),
        "placeholders" => difference.Expected.Outputs.Trim().Replace('-', '?') == difference.Actual.Outputs.Trim().Replace('-', '?'),
        "permuted" => string.Concat([difference.Case.Program, .. difference.Case.Inputs]).Contains("nan", StringComparison.Ordinal)
            && difference.Expected.Outputs.Trim().Order().SequenceEqual(difference.Actual.Outputs.Trim().Order()),
        "years" when OutOfRange().IsMatch(difference.Actual.Messages + difference.Actual.Outputs) => true,
        "years" => Years().IsMatch(difference.Expected.Outputs) || Years().IsMatch(difference.Actual.Outputs),
        "century" => NumberTolerance.AreCenturiesApart(difference.Expected.Outputs + difference.Expected.Messages, difference.Actual.Outputs + difference.Actual.Messages),
        "digits" => NumberTolerance.AreClose(difference.Expected.Outputs, difference.Actual.Outputs),
        _ => throw new FormatException($"disagreements.txt: there is no kind {kind}."),
    };

    [GeneratedRegex("Invalid path expression with result -?[0-9]")]
    private static partial Regex NumberAtPath();

    [GeneratedRegex("requires parsed datetime inputs|error converting number of seconds")]
    private static partial Regex OutOfRange();

    private static bool HasBroken(string text) => text.Contains('\uFFFD', StringComparison.Ordinal);

    // The first year of C's calendar, or years that JavaScript's Date takes for ones of the twentieth century.
    [GeneratedRegex("1900-01-00|0000-|-2[12][0-9]{8}|\\[1900,0,0|19[0-9][0-9]-|\\+[0-9]{5}-")]
    private static partial Regex Years();

    private static IEnumerable<(string Reason, string Kind, Regex Sign)> Read()
    {
        using var reader = new StreamReader(typeof(Disagreements).Assembly.GetManifestResourceStream("disagreements.txt")!);
        var reason = "";
        var ended = true;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Length == 0)
            {
                reason = ended ? line.TrimStart('#', ' ') : $"{reason} {line.TrimStart('#', ' ')}";
                ended = line.Length == 0;
                continue;
            }

            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            yield return (reason, line[..blank], new Regex(line[(blank + 1)..], RegexOptions.CultureInvariant));
        }
    }
}
