using Pipeline.Aws;
using Pipeline.Contracts;

namespace Pipeline.Enumerator.Calls;

/// <summary>What an AWS error means for the scope it stopped.</summary>
internal static class ScopeFailures
{
    public static ScopeFailure From(AwsException exception) => new()
    {
        Class = IsOfCredentials(exception) ? FailureClass.Credentials : ClassOf(exception.Class),
        Code = exception.Code,
        Reason = exception.Message,
        RequestId = exception.RequestId,
    };

    /// <summary>Whether another region may answer what this one refused.</summary>
    public static bool IsOfRegion(AwsException exception) =>
        exception.Class is AwsErrorClass.AccessDenied or AwsErrorClass.KindUnsupported or AwsErrorClass.RegionDisabled
        && !IsOfCredentials(exception);

    /// <summary>Whether it was the account's role that was refused, and not what its keys were to be used for.</summary>
    public static bool IsOfCredentials(AwsException exception) =>
        exception.Service == "sts" && !AwsCaller.IsPassing(exception.Class);

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
