using Pipeline.Aws;
using Pipeline.Contracts;

namespace Pipeline.Enumerator.Calls;

/// <summary>What an AWS error means for the scope it stopped.</summary>
internal static class ScopeFailures
{
    public static ScopeFailure From(AwsException exception) => new()
    {
        Class = ClassOf(exception.Class),
        Code = exception.Code,
        Reason = exception.Message,
        RequestId = exception.RequestId ?? string.Empty,
    };

    /// <summary>Whether another region may answer what this one refused.</summary>
    public static bool IsOfRegion(AwsErrorClass error) =>
        error is AwsErrorClass.AccessDenied or AwsErrorClass.KindUnsupported or AwsErrorClass.RegionDisabled;

    private static FailureClass ClassOf(AwsErrorClass error) => error switch
    {
        AwsErrorClass.AccessDenied => FailureClass.AccessDenied,
        AwsErrorClass.KindUnsupported => FailureClass.KindUnsupported,
        AwsErrorClass.RegionDisabled => FailureClass.RegionDisabled,
        AwsErrorClass.BadCredentials or AwsErrorClass.ExpiredCredentials => FailureClass.Credentials,
        AwsErrorClass.InvalidRequest => FailureClass.InvalidRequest,
        AwsErrorClass.Throttled or AwsErrorClass.Transient or AwsErrorClass.Unreachable => FailureClass.Unavailable,
        _ => FailureClass.Unexpected,
    };
}
