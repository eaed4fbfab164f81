using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.SQS.Model;

namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>Tells failures that pass from those that do not.</summary>
internal static class Failures
{
    private static readonly HashSet<string> TransientCodes = new(StringComparer.Ordinal)
    {
        "Throttling", "ThrottlingException", "ThrottledException", "Throttled", "RequestThrottled", "RequestLimitExceeded", "TooManyRequestsException",
        "SlowDown", "KmsThrottled", "KMSThrottling", "KMSThrottlingException", "OverLimit", "InternalError", "InternalFailure",
        "ServiceUnavailable", "RequestTimeout", "RequestTimeoutException", "QueueDeletedRecently", "ConcurrentAccess", "ConcurrentAccessException",
        "ExpiredToken", "ExpiredTokenException", "RequestExpired", "AWS.SimpleQueueService.QueueDeletedRecently",
    };

    /// <summary>Another try may succeed.</summary>
    public static bool IsTransient(Exception failure) => failure switch
    {
        AmazonServiceException { StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError } => true,
        AmazonServiceException refused when IsTransient(refused.ErrorCode) => true,
        _ => IsBroken(failure),
    };

    public static bool IsTransient(string? code) => code is not null && TransientCodes.Contains(code);

    /// <summary>
    /// Who asks may not. It lasts until somebody gives the permission back, which nothing of the message is to blame for.
    /// </summary>
    public static bool IsDenied(Exception failure) =>
        failure is AmazonServiceException refused
        && (refused.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized || IsDenied(refused.ErrorCode));

    public static bool IsDenied(string? code) =>
        code is not null && (code.Contains("AccessDenied", StringComparison.Ordinal) || code is "AuthorizationError" or "AuthorizationErrorException"
            or "InvalidClientTokenId" or "UnrecognizedClientException" or "KMSAccessDenied" or "KMSDisabled" or "KMS.DisabledException");

    /// <summary>The queue or topic is not there.</summary>
    public static bool IsMissing(Exception failure) =>
        failure is QueueDoesNotExistException
        || (failure is AmazonServiceException refused
            && refused.ErrorCode is "AWS.SimpleQueueService.NonExistentQueue" or "NonExistentQueue" or "QueueDoesNotExist" or "NotFound" or "NotFoundException");

    /// <summary>Nothing that SQS or SNS said: the connection broke, or could not be made.</summary>
    public static bool IsBroken(Exception failure) => failure switch
    {
        AmazonServiceException refused => IsConnection(refused.InnerException),
        AmazonClientException client => IsConnection(client.InnerException),
        _ => IsConnection(failure),
    };

    // An answer that is cut off or not XML or JSON comes from something on the way, not from AWS.
    private static bool IsConnection(Exception? failure) => failure switch
    {
        null => false,
        HttpRequestException or IOException or SocketException or TimeoutException or System.Xml.XmlException => true,
        _ => IsConnection(failure.InnerException),
    };
}
