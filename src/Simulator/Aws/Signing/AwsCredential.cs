namespace Pipeline.Simulator.Aws.Signing;

/// <summary>Keys, and who they stand for.</summary>
internal sealed record AwsCredential(string AccessKeyId, string SecretAccessKey, string AccountId, string Arn, string UserId)
{
    public string? SessionToken { get; init; }

    public DateTimeOffset? Expiration { get; init; }

    /// <summary>Name of the assumed role; null for the user's own keys.</summary>
    public string? RoleName { get; init; }
}
