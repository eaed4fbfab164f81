namespace Pipeline.Enumerator.Accounts;

/// <summary>Which accounts the installation is to list, and by which role each.</summary>
internal sealed class AccountChoice(EnumeratorOptions options)
{
    private readonly Dictionary<string, string> _roles =
        options.AccountRoleArns.DistinctBy(AccountOf).ToDictionary(AccountOf, arn => arn, StringComparer.Ordinal);

    /// <summary>Whether each account is named, so that there is no organisation to ask.</summary>
    public bool IsExplicit => _roles.Count > 0;

    /// <summary>Whether the home account is listed with its own credentials.</summary>
    public bool ListsHome => options.ListsHomeAccount && !IsExplicit;

    /// <summary>The accounts that are listed beside those of the organisation: those of the roles that are named, or home.</summary>
    public IReadOnlyList<string> GivenAccounts(HomeAccount home) => IsExplicit ? [.. _roles.Keys]
        : ListsHome && options.OrganizationalUnits.Count == 0 ? [home.Id]
        : [];

    /// <summary>The accounts that are listed when the organisation cannot be read.</summary>
    public IReadOnlyList<string> FallbackAccounts(HomeAccount home) => IsExplicit ? [.. _roles.Keys]
        : !ListsHome && options.OrganizationRoleArn is { } arn ? [AccountOf(arn)]
        : [home.Id];

    /// <summary>The role that is assumed in an account.</summary>
    public string RoleIn(HomeAccount home, string accountId) =>
        _roles.GetValueOrDefault(accountId) ?? $"arn:{home.Partition}:iam::{accountId}:role/{options.AccountReadRoleName}";

    private static string AccountOf(string roleArn) => roleArn.Split(':') is [_, _, _, _, var account, ..] ? account : string.Empty;
}
