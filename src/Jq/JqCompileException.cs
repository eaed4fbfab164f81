namespace Pipeline.Jq;

/// <summary>A program does not compile. The message is jq's own: what, where, the line and a mark under the place.</summary>
public sealed class JqCompileException : Exception
{
    /// <summary>An exception without a place.</summary>
    public JqCompileException()
    {
    }

    /// <summary>An exception without a place.</summary>
    public JqCompileException(string message)
        : base(message)
    {
    }

    /// <summary>An exception without a place, with its cause.</summary>
    public JqCompileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal JqCompileException(string problem, string source, int start, int end, string? wanted = null)
        : base(Describe(problem, source, start, end, out var line, out var column))
    {
        Problem = problem;
        Found = Between(problem, UnexpectedWords, ExpectingWords);
        Expected = Between(problem, ExpectingWords, null) ?? wanted;
        Offset = start;
        Length = Math.Max(1, end - start);
        Line = line;
        Column = column;
    }

    /// <summary>True when the program asks for a module: this engine loads none.</summary>
    public bool IsModule => Problem.StartsWith(ModuleProblem, StringComparison.Ordinal);

    /// <summary>jq's message of a text that has no place to point at, because there is no program in it.</summary>
    internal static JqCompileException NoProgram() => new(MissingProgram) { Problem = MissingProgram };

    /// <summary>What is wrong, without the place: <c>syntax error, unexpected end of file</c>.</summary>
    public string Problem { get; private init; } = "";

    /// <summary>The token that could not be there, as jq names it; null when it is not the syntax that is wrong.</summary>
    public string? Found { get; }

    /// <summary>
    /// What could have been there instead: the tokens that jq lists, or where it lists none, as they are too many, the
    /// kind of thing that is missing. Null when it is not the syntax that is wrong, or nothing more can be said.
    /// </summary>
    public string? Expected { get; }

    /// <summary>Where in the program, in UTF-16 units from its start.</summary>
    public int Offset { get; }

    /// <summary>How long the faulty part is, at least 1.</summary>
    public int Length { get; }

    /// <summary>Line of the place, from 1.</summary>
    public int Line { get; } = 1;

    /// <summary>Column of the place, from 1.</summary>
    public int Column { get; } = 1;

    private const string MissingProgram = "Top-level program not given (try \".\")";

    internal const string ModuleProblem = "Modules cannot be loaded";

    private const string UnexpectedWords = "syntax error, unexpected ";

    private const string ExpectingWords = ", expecting ";

    private static string? Between(string text, string start, string? end)
    {
        var from = text.StartsWith(UnexpectedWords, StringComparison.Ordinal) ? text.IndexOf(start, StringComparison.Ordinal) : -1;
        if (from < 0)
        {
            return null;
        }

        from += start.Length;
        var to = end is null ? -1 : text.IndexOf(end, from, StringComparison.Ordinal);
        return to < 0 ? text[from..] : text[from..to];
    }

    private static string Describe(string problem, string source, int start, int end, out int line, out int column)
    {
        start = Math.Min(start, source.Length);
        var lineStart = start == 0 ? 0 : source.LastIndexOf('\n', start - 1) + 1;
        var lineEnd = source.IndexOf('\n', start);
        lineEnd = lineEnd < 0 ? source.Length : lineEnd;
        line = source.AsSpan(0, lineStart).Count('\n') + 1;
        column = start - lineStart + 1;
        var marks = new string('^', Math.Max(1, Math.Min(end, lineEnd) - start));
        return $"{problem} at <top-level>, line {line}, column {column}:\n    {source[lineStart..lineEnd]}\n    {new string(' ', column - 1)}{marks}";
    }
}
