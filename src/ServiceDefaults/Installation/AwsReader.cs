namespace Pipeline.ServiceDefaults.Installation;

internal static class AwsReader
{
    private static readonly string[] SecretNames =
    [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN", "AWS_BEARER_TOKEN_BEDROCK",
    ];

    public static AwsSettings Read(IReadOnlyDictionary<string, string?> environment) => new(environment
        .Where(variable => variable.Key.StartsWith("AWS_", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(variable.Value))
        .ToDictionary(variable => variable.Key, variable => variable.Value!.Trim(), StringComparer.Ordinal));

    public static IEnumerable<Secret> Secrets(AwsSettings aws) => SecretNames
        .Where(aws.Variables.ContainsKey)
        .Select(name => new Secret(aws.Variables[name]));
}
