namespace Pipeline.Aws.Endpoints;

/// <summary>The environment variables by which every AWS SDK is told where services are.</summary>
internal sealed class EndpointVariables(IReadOnlyDictionary<string, string?> environment)
{
    public bool UsesFips { get; } = IsTrue(environment, "AWS_USE_FIPS_ENDPOINT");

    public bool UsesDualStack { get; } = IsTrue(environment, "AWS_USE_DUALSTACK_ENDPOINT");

    /// <summary>
    /// The configured address of a service: <c>AWS_ENDPOINT_URL_&lt;SERVICE_ID&gt;</c>, else <c>AWS_ENDPOINT_URL</c>,
    /// neither if <c>AWS_IGNORE_CONFIGURED_ENDPOINT_URLS</c> is true.
    /// </summary>
    /// <exception cref="AwsException">The value is no http or https address.</exception>
    public string? Override(string serviceId)
    {
        if (IsTrue(environment, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))
        {
            return null;
        }

        return Read("AWS_ENDPOINT_URL_" + serviceId.Replace(' ', '_').Replace('-', '_').ToUpperInvariant()) ?? Read("AWS_ENDPOINT_URL");
    }

    private string? Read(string variable)
    {
        if (environment.GetValueOrDefault(variable) is not { } value || string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        return Uri.TryCreate(value.Trim(), UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url.Query.Length == 0
            ? value.Trim().TrimEnd('/')
            : throw new AwsException(
                AwsErrorClass.InvalidRequest,
                "InvalidEndpointUrl",
                $"{variable} is '{value}'. Give an absolute http or https address without a query, or unset it.");
    }

    private static bool IsTrue(IReadOnlyDictionary<string, string?> environment, string variable) =>
        string.Equals(environment.GetValueOrDefault(variable)?.Trim(), "true", StringComparison.OrdinalIgnoreCase);
}
