using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Pipeline.ServiceDefaults.Logging;

/// <summary>
/// One log entry, one line: time in UTC, level, category, message, scopes, exception. Secrets are redacted and control
/// characters escaped in all of it, so that no name at AWS can forge a line or talk to the terminal.
/// </summary>
internal sealed class LineFormatter(SecretRedactor redactor, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "pipeline";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var line = new StringBuilder()
            .Append(time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)).Append(' ')
            .Append(Word(logEntry.LogLevel).PadRight("CRITICAL".Length)).Append(' ')
            .Append(logEntry.Category).Append(": ").Append(message);
        scopeProvider?.ForEachScope(AppendScope, line);
        if (logEntry.Exception is { } exception)
        {
            line.Append(" | ").Append(exception);
        }

        textWriter.WriteLine(LogText.Escape(redactor.Redact(line.ToString())));
    }

    private static void AppendScope(object? scope, StringBuilder line)
    {
        if (scope is not IEnumerable<KeyValuePair<string, object?>> properties)
        {
            line.Append(CultureInfo.InvariantCulture, $" [{scope}]");
            return;
        }

        foreach (var (name, value) in properties.Where(property => property.Key != "{OriginalFormat}"))
        {
            line.Append(CultureInfo.InvariantCulture, $" {name}={value}");
        }
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        _ => "CRITICAL",
    };
}
