using System.Text.RegularExpressions;
using Pipeline.Jq.Fuzz.Oracle;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>Whether two answers are the same: outputs, messages and exit code, to the letter.</summary>
internal static partial class Comparison
{
    public static bool AreSame(JqAnswer expected, JqAnswer actual) =>
        expected.ExitCode == actual.ExitCode
        && Trim(expected.Outputs) == Trim(actual.Outputs)
        && Messages(expected) == Messages(actual);

    /// <summary>Whether neither program compiles, and the first thing said about it is the same to the letter.</summary>
    public static bool HaveSameFirstError(JqAnswer expected, JqAnswer actual) =>
        AreFaulty(expected, actual) && FirstError(expected) == FirstError(actual);

    /// <summary>Whether neither program compiles, and of the first error only the tokens differ that could have come instead.</summary>
    public static bool HaveSameFirstErrorButAlternatives(JqAnswer expected, JqAnswer actual) =>
        AreFaulty(expected, actual) && Expected().Replace(FirstError(expected), "") == Expected().Replace(FirstError(actual), "");

    /// <summary>Whether neither program compiles, and jq says what this engine says, but after something else.</summary>
    public static bool HasLaterError(JqAnswer expected, JqAnswer actual) =>
        AreFaulty(expected, actual) && expected.Messages.Contains("\n" + FirstError(actual), StringComparison.Ordinal);

    /// <summary>Whether neither program compiles because of a name that is not defined.</summary>
    public static bool AreBothUndefined(JqAnswer expected, JqAnswer actual) =>
        AreFaulty(expected, actual) && IsUndefined(expected) && IsUndefined(actual);

    private static bool IsUndefined(JqAnswer answer) => FirstError(answer).Contains(" is not defined at ", StringComparison.Ordinal);

    private static bool AreFaulty(JqAnswer expected, JqAnswer actual) => expected.ExitCode == CompileError && actual.ExitCode == CompileError;

    private static string FirstError(JqAnswer answer)
    {
        var next = answer.Messages.IndexOf("\njq: ", StringComparison.Ordinal);
        return (next < 0 ? answer.Messages : answer.Messages[..next]).TrimEnd();
    }

    // Ours runs no files, so it has no place in one to name.
    private static string Messages(JqAnswer answer) => Trim(Place().Replace(answer.Messages, ""));

    // As JavaScript trims the answers of jq, where a byte order mark is white space.
    private static string Trim(string text) => text.Trim().Trim('\uFEFF').Trim();

    private const int CompileError = 3;

    [GeneratedRegex(", expecting [^\n]*(?= at <top-level>)")]
    private static partial Regex Expected();

    [GeneratedRegex(@"(?<=jq: error) \(at [^)]*\)")]
    private static partial Regex Place();
}
