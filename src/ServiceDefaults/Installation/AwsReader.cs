using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Installation;

internal static class AwsReader
{
    private static readonly string[] SecretNames =
    [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_BEARER_TOKEN_BEDROCK",
    ];

    public static AwsSettings Read(SettingValues values, IReadOnlyDictionary<string, string?> environment)
    {
        var aws = new AwsSettings(environment
            .Where(variable => variable.Key.StartsWith("AWS_", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(variable.Value))
            .ToDictionary(variable => variable.Key, variable => variable.Value!.Trim(), StringComparer.Ordinal));
        var areIgnored = string.Equals(aws.Variables.GetValueOrDefault("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), "true", StringComparison.OrdinalIgnoreCase);
        foreach (var (name, text) in aws.Variables.Where(variable => !areIgnored && IsEndpoint(variable.Key) && Url(variable.Value) is null))
        {
            values.Errors.Add(new SettingError(
                name, $"{SettingValues.Quote(text)} is not an absolute http or https URL without a query", "Set an address such as http://localhost:4566, or unset it"));
        }

        foreach (var (name, text) in aws.Variables.Where(variable => variable.Key is "AWS_REGION" or "AWS_DEFAULT_REGION" && !IsRegion(variable.Value)))
        {
            values.Errors.Add(new SettingError(name, $"{SettingValues.Quote(text)} is no region", "Set one such as eu-west-1, or unset it"));
        }

        return aws;
    }

    /// <summary>The address that a variable gives; null where it gives none, or none that can be used.</summary>
    public static Uri? Url(AwsSettings aws, string variable) => aws.Variables.GetValueOrDefault(variable) is { } text ? Url(text) : null;

    public static IEnumerable<Secret> Secrets(AwsSettings aws) => SecretNames
        .Where(aws.Variables.ContainsKey)
        .Select(name => new Secret(aws.Variables[name]));

    // New regions are not waited for: what can be part of a host name may be one.
    private static bool IsRegion(string text) => text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');

    private static bool IsEndpoint(string name) =>
        name == "AWS_ENDPOINT_URL" || name.StartsWith("AWS_ENDPOINT_URL_", StringComparison.Ordinal);

    private static Uri? Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0 ? url : null;
}
