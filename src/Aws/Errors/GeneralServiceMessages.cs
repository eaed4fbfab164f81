namespace Pipeline.Aws.Errors;

/// <summary>
/// Cloud Control's <c>GeneralServiceException</c> wraps whatever the service behind a kind answered; only its text
/// tells what that was.
/// </summary>
internal static class GeneralServiceMessages
{
    // Most telling first: "not authorized to describe a resource that does not exist" is a denial.
    private static readonly (AwsErrorClass Class, string[] Parts)[] Known =
    [
        (AwsErrorClass.Throttled, ["rate exceeded", "throttl", "too many requests"]),
        (AwsErrorClass.AccessDenied, ["access denied", "accessdenied", "unauthorized", "not authorized", "forbidden", "permission denied"]),
        (AwsErrorClass.RegionDisabled, ["region is disabled", "region has not been enabled", "opt-in required"]),
        (AwsErrorClass.KindUnsupported, ["type not found", "is not registered", "resource type is not available in this region"]),
        (AwsErrorClass.NotFound, ["not found", "notfound", "does not exist", "resourcenotfound"]),
    ];

    public static AwsErrorClass Classify(string message)
    {
        foreach (var (errorClass, parts) in Known)
        {
            if (parts.Any(part => message.Contains(part, StringComparison.OrdinalIgnoreCase)))
            {
                return errorClass;
            }
        }

        return AwsErrorClass.Unexpected;
    }
}
