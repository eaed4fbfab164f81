using Pipeline.Aws;

namespace Pipeline.Enumerator.Accounts;

/// <summary>Who reads the organisation.</summary>
/// <param name="Home">The account that asks.</param>
/// <param name="Credentials">What the calls are signed with.</param>
internal sealed record OrganizationReader(HomeAccount Home, AwsCredentialSource Credentials)
{
    /// <summary>Why it is not the role that was to read it; null when it is, or when there is none.</summary>
    public AwsException? RoleRefusal { get; init; }

    /// <summary>A refusal of the role, with the words that a person needs to mend it.</summary>
    public static AwsException Explain(AwsException refusal, string roleArn) => new(
        refusal.Class,
        refusal.Code,
        $"{refusal.Reason} The role is {roleArn}, as OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN (or ACCOUNT_ROLE_ARN) says: check that, and its trust policy.",
        refusal)
    {
        RequestId = refusal.RequestId,
        StatusCode = refusal.StatusCode,
        Service = refusal.Service,
        Operation = refusal.Operation,
        Region = refusal.Region,
    };
}
