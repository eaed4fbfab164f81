namespace Pipeline.ServiceDefaults.Installation;

/// <summary>An access key given in the configuration rather than by the AWS SDK's default chain.</summary>
public sealed record StaticAwsKeys
{
    /// <summary>The access key's id.</summary>
    public required Secret AccessKeyId { get; init; }

    /// <summary>The access key's secret.</summary>
    public required Secret SecretAccessKey { get; init; }

    /// <summary>The session token of temporary keys; null for a user's keys.</summary>
    public Secret? SessionToken { get; init; }
}
