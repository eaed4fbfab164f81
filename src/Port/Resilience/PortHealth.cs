namespace Pipeline.Port;

/// <summary>Whether Port answers, as the calls of this process see it. Fields are written whole and read without a lock.</summary>
internal sealed class PortHealth
{
    private PortOutage? _outage;
    private DateTimeOffset? _failingSince;
    private long _writesTaken;
    private long _writeFailures;
    private long _writesRecovered;
    private readonly Lock _gate = new();

    public PortOutage? Outage => Volatile.Read(ref _outage);

    public WriteCount Writes => new(Interlocked.Read(ref _writesTaken), Interlocked.Read(ref _writeFailures), Interlocked.Read(ref _writesRecovered));

    public DateTimeOffset LastSuccess { get; private set; } = DateTimeOffset.MinValue;

    public string LastFailure { get; private set; } = "no answer";

    public void Succeeded(DateTimeOffset now)
    {
        lock (_gate)
        {
            LastSuccess = now;
            _failingSince = null;
        }
    }

    /// <summary>Whether Port has done any write for this process.</summary>
    public bool HasWritten { get; private set; }

    public void WriteFailed() => Interlocked.Increment(ref _writeFailures);

    /// <param name="failures">How often it had failed before.</param>
    /// <param name="isDone">Whether it was not refused.</param>
    public void WriteTaken(int failures, bool isDone)
    {
        HasWritten |= isDone;
        Interlocked.Increment(ref _writesTaken);
        Interlocked.Add(ref _writesRecovered, failures);
    }

    public void Failed(DateTimeOffset now, string reason)
    {
        lock (_gate)
        {
            _failingSince ??= now;
            LastFailure = reason;
            if (_outage is { } outage)
            {
                _outage = outage with { Reason = reason };
            }
        }
    }

    public void Opened(DateTimeOffset now)
    {
        lock (_gate)
        {
            _outage ??= new PortOutage(_failingSince ?? now, LastFailure);
        }
    }

    public void Closed()
    {
        lock (_gate)
        {
            _outage = null;
        }
    }
}
