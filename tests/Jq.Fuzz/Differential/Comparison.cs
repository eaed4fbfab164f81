using System.Text.RegularExpressions;
using Pipeline.Jq.Fuzz.Oracle;

namespace Pipeline.Jq.Fuzz.Differential;

/// <summary>Whether two answers are the same: outputs, messages and exit code, to the letter.</summary>
internal static partial class Comparison
{
    public static bool AreSame(JqAnswer expected, JqAnswer actual) =>
        expected.ExitCode == actual.ExitCode
        && expected.Outputs.Trim() == actual.Outputs.Trim()
        && Messages(expected) == Messages(actual);

    /// <summary>Whether neither program compiles, and the first thing said about it is the same.</summary>
    public static bool HaveSameFirstError(JqAnswer expected, JqAnswer actual, bool ignoresPlace)
    {
        var (left, right) = (FirstError(expected, ignoresPlace), FirstError(actual, ignoresPlace));
        return expected.ExitCode == CompileError && actual.ExitCode == CompileError && left == right;
    }

    private static string FirstError(JqAnswer answer, bool ignoresPlace)
    {
        var text = answer.Messages;
        var next = text.IndexOf("\njq: ", StringComparison.Ordinal);
        text = Expected().Replace(next < 0 ? text : text[..next], "");
        return ignoresPlace ? Column().Replace(text, "") : text.TrimEnd();
    }

    // Ours runs no files, so it has no place in one to name.
    private static string Messages(JqAnswer answer) => Place().Replace(answer.Messages, "").Trim();

    private const int CompileError = 3;

    [GeneratedRegex(", expecting [^\n]*(?= at <top-level>)")]
    private static partial Regex Expected();

    [GeneratedRegex(@", column \d+:[\s\S]*$")]
    private static partial Regex Column();

    [GeneratedRegex(@"(?<=jq: error) \(at [^)]*\)")]
    private static partial Regex Place();
}
