using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Ingress.Installation;
using Pipeline.Ledger;
using Pipeline.Port;

namespace Pipeline.Ingress.Runs;

/// <summary>What kept a run from starting, for its report.</summary>
internal static class StartErrors
{
    public static RunError Of(Exception exception, string reason, DateTimeOffset now)
    {
        var port = exception as PortException;
        return new RunError
        {
            Step = nameof(StartRun),
            Class = ClassOf(exception),
            Code = port?.ErrorCode ?? exception.GetType().Name,
            Reason = reason,
            RequestId = port?.TraceId ?? string.Empty,
            At = now,
        };
    }

    private static FailureClass ClassOf(Exception exception) => exception switch
    {
        PortException { Kind: PortErrorKind.Transient } => FailureClass.Unavailable,
        PortException { Kind: PortErrorKind.Unauthorized } => FailureClass.Credentials,
        PortException { Kind: PortErrorKind.Forbidden } => FailureClass.AccessDenied,
        PortException { Kind: PortErrorKind.Unexpected } => FailureClass.Unexpected,
        PortException or MappingException or InstallationException => FailureClass.InvalidRequest,
        _ => FailureClass.Internal,
    };
}
