using Microsoft.Extensions.Logging;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Logging;

namespace Pipeline.Standalone.Display;

/// <summary>The latest log entries of a run that is shown as a table, for lines in between would tear it apart.</summary>
internal sealed class Notices(SecretRedactor redactor) : ILoggerProvider
{
    private const int Kept = 3;

    private readonly Lock _lock = new();
    private readonly Queue<string> _latest = [];

    public IReadOnlyList<string> Latest
    {
        get
        {
            lock (_lock)
            {
                return [.. _latest];
            }
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Notice(this);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Add(string text)
    {
        lock (_lock)
        {
            if (_latest.Count == Kept)
            {
                _latest.Dequeue();
            }

            _latest.Enqueue(LogText.Escape(redactor.Redact(text)));
        }
    }

    private sealed class Notice(Notices notices) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            notices.Add(formatter(state, exception));
    }
}
