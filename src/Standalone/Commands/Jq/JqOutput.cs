using System.Text;
using Pipeline.Jq;

namespace Pipeline.Standalone.Commands.Jq;

/// <summary>Writes results to standard output, and everything else to standard error, in the order it happened.</summary>
internal sealed class JqOutput(JqArguments arguments) : IDisposable
{
    private readonly StreamWriter _results = new(Console.OpenStandardOutput(), new UTF8Encoding(false));

    /// <summary>The latest result; null when there was none.</summary>
    public JqValue? Last { get; private set; }

    public void Write(JqValue value)
    {
        Last = value;
        _results.Write(arguments.Sequence ? "\u001e" : "");
        _results.Write(arguments.RawOutput && value.Kind == JqKind.String && !arguments.Format.AsciiOnly ? value.AsString() : Text(value));
        _results.Write(arguments.Terminator);
    }

    public void Message(string kind, JqValue value)
    {
        _results.Flush();
        Console.Error.Write(kind == "DEBUG" ? $"[\"DEBUG:\",{value.ToJson()}]\n" : Plain(value));
    }

    public void Error(string message)
    {
        _results.Flush();
        Console.Error.Write($"{message}\n");
    }

    /// <summary>What <c>halt_error</c> says: a string as it is, anything else as a line of JSON, nothing for null.</summary>
    public void LastWords(JqValue value)
    {
        _results.Flush();
        Console.Error.Write(value.IsNull ? "" : value.Kind == JqKind.String ? value.AsString() : $"{value.ToJson()}\n");
    }

    public void Dispose() => _results.Dispose();

    // Raw output with only ASCII: the text of the string with escapes, but without the quotes.
    private string Text(JqValue value)
    {
        var text = value.ToJson(arguments.Format);
        return arguments.RawOutput && value.Kind == JqKind.String ? text[1..^1] : text;
    }

    private static string Plain(JqValue value) => value.Kind == JqKind.String ? value.AsString() : value.ToJson();
}
