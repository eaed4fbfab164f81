using Pipeline.ServiceDefaults.Known;
using static Pipeline.ServiceDefaults.Known.SettingStatus;

namespace Pipeline.ServiceDefaults.Installation;

internal static class IntegrationConfigRows
{
    public static readonly KnownSetting AccessKeyId = new(
        "OCEAN__INTEGRATION__CONFIG__AWS_ACCESS_KEY_ID", null,
        "Id of a static access key. Without one, credentials come from the AWS SDK's default chain.") { Sensitive = true };

    public static readonly KnownSetting SecretAccessKey = new(
        "OCEAN__INTEGRATION__CONFIG__AWS_SECRET_ACCESS_KEY", null, "Secret of the static access key.") { Sensitive = true };

    public static readonly KnownSetting SessionToken = new(
        "OCEAN__INTEGRATION__CONFIG__AWS_SESSION_TOKEN", null,
        "Session token of a temporary access key. It expires: for short runs only.") { Sensitive = true };

    public static readonly KnownSetting OrganizationRoleArn = new(
        "OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN", null, "Role that is assumed to list the organisation's accounts.");

    public static readonly KnownSetting AccountReadRoleName = new(
        "OCEAN__INTEGRATION__CONFIG__ACCOUNT_READ_ROLE_NAME", "AwsPortOceanIntegrationReadOnlyRole",
        "Name of the role that is assumed in every other account of the organisation.");

    public static readonly KnownSetting LiveEventsApiKey = new(
        "OCEAN__INTEGRATION__CONFIG__LIVE_EVENTS_API_KEY", null,
        "Key that live events are sent with, in the header `x-port-aws-ocean-api-key`; without one none are taken. At least 32 characters.")
    {
        Sensitive = true,
    };

    public static KnownSettingSection Section { get; } = new(
        "Integration config",
        "`OCEAN__INTEGRATION__CONFIG` may be one JSON object, or the same as a JSON string.",
    [
        AccessKeyId,
        SecretAccessKey,
        SessionToken,
        OrganizationRoleArn,
        AccountReadRoleName,
        LiveEventsApiKey,
        new("OCEAN__INTEGRATION__CONFIG__MAXIMUM_CONCURRENT_ACCOUNTS", "10", "Deprecated; Ocean never read it.", NotApplicable,
            "Set `PIPELINE__ENUMERATOR__CONCURRENT_SCOPES`"),
        new("OCEAN__INTEGRATION__CONFIG__APP_HOST", null, "Public address, set by the Terraform module.", NotApplicable,
            "Nothing here needs its own address"),
        .. AccountRows.Rows,
        new("OCEAN__INTEGRATION__CONFIG__AWS_PARTITION", "from the ARN", "Partition of the roles.", NotApplicable,
            "The partition is taken from the caller's ARN") { DefaultIsDescribed = true },
        new("OCEAN__INTEGRATION__CONFIG__CREDENTIAL_PROVIDER_PRIORITY", "AssumeRoleWithWebIdentity,StaticCredential,AssumeRole",
            "Order in which credentials are looked for.", NotApplicable, "A static key comes first, then the AWS SDK's default chain"),
    ]);
}
