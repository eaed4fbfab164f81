using Pipeline.ServiceDefaults.Known;

namespace Pipeline.ServiceDefaults.Installation;

/// <summary>Which accounts are read, in the words of the integration that Port hosts itself.</summary>
internal static class AccountRows
{
    public static readonly KnownSetting AccountRoleArn = new(
        "OCEAN__INTEGRATION__CONFIG__ACCOUNT_ROLE_ARN", null,
        "Role that is assumed to list the organisation's accounts, and, under the same name, in each of them. It takes the place of `ORGANIZATION_ROLE_ARN` and `ACCOUNT_READ_ROLE_NAME`.");

    public static readonly KnownSetting AccountRoleArns = new(
        "OCEAN__INTEGRATION__CONFIG__ACCOUNT_ROLE_ARNS", null,
        "Roles of single accounts, as a JSON array or separated by commas: exactly these accounts are read, without asking the organisation.");

    public static readonly KnownSetting OrganizationalUnits = new(
        "OCEAN__INTEGRATION__CONFIG__OU_ID", null,
        "Organisational units, separated by commas: only accounts in them, or in units below them, are read.");

    public static readonly KnownSetting ExternalId = new(
        "OCEAN__INTEGRATION__CONFIG__EXTERNAL_ID", null, "External id with which every role is assumed.") { Sensitive = true };

    public static IReadOnlyList<KnownSetting> Rows { get; } = [AccountRoleArn, AccountRoleArns, OrganizationalUnits, ExternalId];
}
