namespace Pipeline.Simulator.Aws;

/// <summary>The same trouble has another code in each service.</summary>
internal static class ServiceErrors
{
    public static AwsError Throttled(AwsCall call) => call.Service switch
    {
        "sts" => new("Throttling", "Rate exceeded"),
        "organizations" => new("TooManyRequestsException", "AWS Organizations can't complete your request because another request is already in progress. Try again later."),
        "account" => new("TooManyRequestsException", "Too many requests.", 429),
        "sqs" => new("RequestThrottled", "Rate exceeded"),
        _ => new("ThrottlingException", "Rate exceeded"),
    };

    public static AwsError Expired(AwsCall call) =>
        new(call.Protocol == AwsProtocol.Query ? "ExpiredToken" : "ExpiredTokenException", "The security token included in the request is expired", 403);

    public static AwsError RegionDisabled(AwsCall call) =>
        new(call.Protocol == AwsProtocol.Query ? "InvalidClientTokenId" : "UnrecognizedClientException", "The security token included in the request is invalid.");

    public static AwsError Internal(AwsCall call) =>
        new(call.Service == "cloudcontrolapi" ? "ServiceInternalErrorException" : "InternalFailure", "An internal error has occurred. Retry your request.", 500);
}
