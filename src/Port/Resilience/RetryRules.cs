using Polly;
using Polly.CircuitBreaker;

namespace Pipeline.Port;

/// <summary>Which outcomes are worth sending the same request again.</summary>
internal static class RetryRules
{
    /// <summary>A 401 is first answered by a new token; more of them in one call are a burst at Port, up to this many.</summary>
    private const int MostUnauthorized = 5;

    /// <summary>After this many 500s a read that fails while others succeed is itself at fault. Of writes <see cref="Blame"/> says it.</summary>
    private const int MostServerErrors = 8;

    public static bool IsRetryable(PortCall call, Outcome<PortAnswer> outcome, PortHealth health) => outcome switch
    {
        { Exception: BrokenCircuitException } => !call.Request.IsBackground,
        { Exception: PortException { Kind: PortErrorKind.Transient } broken } => call.Request.IsRepeatable || broken.NeverSent,
        { Result: { } answer } => IsRetryable(call, answer.Status, health),
        _ => false,
    };

    /// <summary>What speaks for Port as a whole being in trouble, rather than for this request.</summary>
    public static bool IsOutage(Outcome<PortAnswer> outcome) => outcome switch
    {
        { Exception: PortException { Kind: PortErrorKind.Transient, StatusCode: not 429 } } => true,
        { Result.Status: 408 or >= 500 } => true,
        _ => false,
    };

    /// <summary>Whether Port cannot have seen the request.</summary>
    public static bool WasNeverSent(Outcome<PortAnswer> outcome) => outcome.Exception is PortException { NeverSent: true };

    /// <summary>Whether Port took the request and did not answer in time.</summary>
    public static bool IsSilence(Outcome<PortAnswer> outcome) => outcome.Exception?.InnerException is TimeoutException;

    // 520 to 530 are those of the proxy in front of Port, about the server behind it.
    private static bool IsRetryable(PortCall call, int status, PortHealth health) => status switch
    {
        401 => call.Unauthorized < MostUnauthorized,
        429 => true,
        408 or 502 or 503 or 504 or (>= 520 and <= 530) => call.Request.IsRepeatable,
        500 => call.Request.IsRepeatable
            && (call.ServerErrors < MostServerErrors
                || call.Request.Blame is not null
                || health.LastSuccess <= call.StartedAt),
        _ => false,
    };
}
