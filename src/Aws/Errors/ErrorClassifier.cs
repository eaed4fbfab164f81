using System.Collections.Frozen;

namespace Pipeline.Aws.Errors;

/// <summary>Decides, for all services, what an AWS error means. The order of the questions matters and is that of the methods.</summary>
internal static class ErrorClassifier
{
    private static readonly FrozenDictionary<string, AwsErrorClass> Codes = ErrorCodes.All;

    private static readonly (string Part, AwsErrorClass Class)[] Forms =
    [
        ("AccessDenied", AwsErrorClass.AccessDenied),
        ("Unauthorized", AwsErrorClass.AccessDenied),
        ("Throttl", AwsErrorClass.Throttled),
        ("NotFound", AwsErrorClass.NotFound),
        ("NoSuch", AwsErrorClass.NotFound),
        ("NonExist", AwsErrorClass.NotFound),
        ("DoesNotExist", AwsErrorClass.NotFound),
    ];

    public static AwsErrorClass Classify(AwsError error)
    {
        if (error.Code == "GeneralServiceException")
        {
            return GeneralServiceMessages.Classify(error.Message);
        }

        if (Codes.TryGetValue(error.Code, out var known))
        {
            return known == AwsErrorClass.InvalidRequest && IsThrottlingMessage(error.Message) ? AwsErrorClass.Throttled : known;
        }

        return ByForm(error.Code) ?? ByStatus(error.StatusCode);
    }

    /// <summary>Services name their errors after common patterns: <c>AccessDeniedForX</c>, <c>InvalidVpcID.NotFound</c>.</summary>
    private static AwsErrorClass? ByForm(string code)
    {
        foreach (var (part, errorClass) in Forms)
        {
            if (code.Contains(part, StringComparison.Ordinal))
            {
                return errorClass;
            }
        }

        return null;
    }

    private static AwsErrorClass ByStatus(int status) => status switch
    {
        403 => AwsErrorClass.AccessDenied,
        404 => AwsErrorClass.NotFound,
        429 => AwsErrorClass.Throttled,
        408 or >= 500 => AwsErrorClass.Transient,
        400 => AwsErrorClass.InvalidRequest,
        _ => AwsErrorClass.Unexpected,
    };

    /// <summary>Cloud Control hands on a handler's throttling as a plain invalid request.</summary>
    private static bool IsThrottlingMessage(string message) =>
        message.Contains("rate exceeded", StringComparison.OrdinalIgnoreCase)
        || message.Contains("throttl", StringComparison.OrdinalIgnoreCase);
}
