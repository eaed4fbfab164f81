namespace Pipeline.ServiceDefaults.Installation;

/// <summary>The integration's own configuration: with which credentials and roles AWS is read.</summary>
public sealed record IntegrationConfig
{
    /// <summary>Static keys; null leaves credentials to the AWS SDK's default chain.</summary>
    public StaticAwsKeys? StaticKeys { get; init; }

    /// <summary>The role that may list the organisation's accounts; null asks with the home account's own credentials.</summary>
    public RoleArn? OrganizationRole { get; init; }

    /// <summary>The name of the role that is assumed in every member account.</summary>
    public required string AccountReadRoleName { get; init; }

    /// <summary>Which accounts are read, in the words of the integration that Port hosts.</summary>
    public AccountSettings Accounts { get; init; } = new();
}
