using System.Text.Json;
using System.Text.RegularExpressions;
using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Installation;

internal static partial class AccountReader
{
    public static AccountSettings Read(SettingValues values)
    {
        var one = ReadRole(values, AccountRows.AccountRoleArn, values.Given(AccountRows.AccountRoleArn));
        var settings = new AccountSettings
        {
            OneRole = one,
            Roles = ReadRoles(values),
            OrganizationalUnits = ReadUnits(values),
            ExternalId = ReadExternalId(values),
        };
        Compare(values, settings);
        return one is null ? settings : settings with { Roles = [] };
    }

    public static RoleArn? ReadRole(SettingValues values, KnownSetting setting, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!RoleArn.TryParse(text, out var role))
        {
            values.Fail(
                setting, $"{SettingValues.Quote(text)} is not the ARN of an IAM role",
                "Set an ARN such as arn:aws:iam::123456789012:role/Name, with your partition for aws");
        }

        return role;
    }

    private static IReadOnlyList<RoleArn> ReadRoles(SettingValues values)
    {
        List<RoleArn> roles = [.. Items(values, AccountRows.AccountRoleArns).Select(arn => ReadRole(values, AccountRows.AccountRoleArns, arn)).OfType<RoleArn>()];
        foreach (var account in roles.GroupBy(role => role.Account).Where(account => account.Distinct().Count() > 1))
        {
            values.Fail(AccountRows.AccountRoleArns, $"names several roles of account {account.Key}", "Name one role for each account");
        }

        return [.. roles.DistinctBy(role => role.Account)];
    }

    private static List<string> ReadUnits(SettingValues values)
    {
        var units = Items(values, AccountRows.OrganizationalUnits).Distinct(StringComparer.Ordinal).ToList();
        foreach (var unit in units.Where(unit => !Unit().IsMatch(unit)))
        {
            values.Fail(AccountRows.OrganizationalUnits, $"{SettingValues.Quote(unit)} is not the id of an organisational unit", "Set ids such as ou-ab12-34cd56ef, or a root's such as r-ab12");
        }

        return units;
    }

    private static Secret? ReadExternalId(SettingValues values)
    {
        var id = values.Secret(AccountRows.ExternalId);
        if (id is not null && !ExternalId().IsMatch(id.Reveal()))
        {
            values.Fail(AccountRows.ExternalId, "is not an external id", "Set 2 to 1224 letters, digits and _+=,.@:/-");
        }

        return id;
    }

    // What contradicts is refused; what has no effect beside another is said.
    private static void Compare(SettingValues values, AccountSettings settings)
    {
        if (settings.OneRole is not null && values.Given(IntegrationConfigRows.OrganizationRoleArn) is not null)
        {
            values.Fail(AccountRows.AccountRoleArn, $"and {IntegrationConfigRows.OrganizationRoleArn.Name} both name the role that lists accounts", "Set one of them");
        }

        if (settings.OneRole is not null && settings.Roles.Count > 0)
        {
            values.Warn(AccountRows.AccountRoleArns, $"has no effect beside {AccountRows.AccountRoleArn.Name}", "Remove one of them");
        }
        else if (settings.Roles.Count > 0 && settings.OrganizationalUnits.Count > 0)
        {
            values.Warn(AccountRows.OrganizationalUnits, $"has no effect beside {AccountRows.AccountRoleArns.Name}, which names each account", "Remove one of them");
        }
    }

    private static string[] Items(SettingValues values, KnownSetting setting)
    {
        if (values.GivenArray(setting) is not { } text)
        {
            return [];
        }

        if (text.StartsWith('['))
        {
            try
            {
                return JsonSerializer.Deserialize<string[]>(text) ?? [];
            }
            catch (Exception exception) when (exception is JsonException or ArgumentException)
            {
                // An argument is at fault when the text is not valid Unicode.
                values.Fail(setting, "is not a JSON array of strings", "Give one such as [\"a\",\"b\"], or the strings separated by commas");
                return [];
            }
        }

        return text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    // https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html
    [GeneratedRegex(@"\A(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Unit();

    // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@:/-]{2,1224}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ExternalId();
}
