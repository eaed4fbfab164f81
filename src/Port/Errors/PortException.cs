namespace Pipeline.Port;

/// <summary>A call to Port failed. Names method and path, never credentials, tokens or bodies.</summary>
public class PortException : Exception
{
    internal PortException(PortErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
    }

    /// <summary>What it means for the caller.</summary>
    public PortErrorKind Kind { get; }

    /// <summary>HTTP status; null when there was no answer.</summary>
    public int? StatusCode { get; internal init; }

    /// <summary>Port's error code, such as <c>not_found</c>.</summary>
    public string? ErrorCode { get; internal init; }

    /// <summary>Port's own words.</summary>
    public string? PortMessage { get; internal init; }

    /// <summary>Port's <c>x-trace-id</c>, for a support request.</summary>
    public string? TraceId { get; internal init; }

    /// <summary>HTTP method.</summary>
    public string? Method { get; internal init; }

    /// <summary>Path without query.</summary>
    public string? Path { get; internal init; }

    /// <summary>True when the request cannot have reached Port, so that repeating it is safe whatever it does.</summary>
    internal bool NeverSent { get; init; }
}
