using System.Globalization;
using Microsoft.Extensions.Logging;
using Pipeline.Port;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;

namespace Pipeline.Ingress.Reporting.Logs;

/// <summary>
/// Copies the log for Port, with secrets taken out. What the sending itself causes to be logged is left out, or each
/// batch would make another.
/// </summary>
internal sealed class PortLoggerProvider(PortLogBuffer buffer, SecretRedactor redactor, TimeProvider time)
    : ILoggerProvider, ISupportExternalScope
{
    // Port's limit for a request is 1 MiB: a batch of entries of this length stays well below.
    private const int LongestText = 4096;

    private static readonly string[] s_ownCategories =
        ["Pipeline.Port.", "Pipeline.Ingress.Reporting.", "System.Net.Http.", "Microsoft.Extensions.Http.", "Polly"];

    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) =>
        new PortLogger(this, categoryName, !s_ownCategories.Any(own => (categoryName + ".").StartsWith(own, StringComparison.Ordinal)));

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private void Write(string category, LogLevel level, string message, Exception? exception)
    {
        var extra = new Dictionary<string, string>(StringComparer.Ordinal) { ["logger"] = category };
        _scopes.ForEachScope(AddScope, extra);
        if (exception is not null)
        {
            extra["exc_info"] = Clean(exception.ToString());
        }

        buffer.Add(new PortLogEntry(
            Clean(message), Word(level), time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), extra));
    }

    private void AddScope(object? scope, Dictionary<string, string> extra)
    {
        foreach (var (name, value) in scope as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            if (name != "{OriginalFormat}" && value is not null)
            {
                extra[name] = Clean(value.ToString() ?? string.Empty);
            }
        }
    }

    // Cut last: a secret of which half is cut off would not be known for one.
    private string Clean(string text)
    {
        var clean = LogText.Escape(SecretPatterns.Hide(redactor.Redact(text)));
        return clean.Length <= LongestText ? clean : string.Concat(clean.AsSpan(0, LongestText), "…");
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        _ => "CRITICAL",
    };

    private sealed class PortLogger(PortLoggerProvider provider, string category, bool isCopied) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => provider._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => isCopied && logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                provider.Write(category, logLevel, formatter(state, exception), exception);
            }
        }
    }
}
