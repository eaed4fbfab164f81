using System.Text.RegularExpressions;
using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Installation;

internal static partial class IntegrationConfigReader
{
    public static IntegrationConfig Read(SettingValues values) => new()
    {
        StaticKeys = ReadStaticKeys(values),
        OrganizationRole = ReadOrganizationRole(values),
        AccountReadRoleName = ReadRoleName(values),
        Accounts = AccountReader.Read(values),
    };

    private static StaticAwsKeys? ReadStaticKeys(SettingValues values)
    {
        var id = values.Secret(IntegrationConfigRows.AccessKeyId);
        var secret = values.Secret(IntegrationConfigRows.SecretAccessKey);
        var token = values.Secret(IntegrationConfigRows.SessionToken);
        if (id is not null && secret is not null)
        {
            return new StaticAwsKeys { AccessKeyId = id, SecretAccessKey = secret, SessionToken = token };
        }

        if (id is not null)
        {
            FailHalf(values, IntegrationConfigRows.SecretAccessKey, IntegrationConfigRows.AccessKeyId);
        }
        else if (secret is not null)
        {
            FailHalf(values, IntegrationConfigRows.AccessKeyId, IntegrationConfigRows.SecretAccessKey);
        }
        else if (token is not null)
        {
            FailHalf(values, IntegrationConfigRows.AccessKeyId, IntegrationConfigRows.SessionToken);
        }

        return null;
    }

    private static void FailHalf(SettingValues values, KnownSetting missing, KnownSetting given) => values.Fail(
        missing, $"is not set although {given.Name} is", "Set both, or neither to use the AWS SDK's default credentials");

    private static RoleArn? ReadOrganizationRole(SettingValues values) => AccountReader.ReadRole(
        values, IntegrationConfigRows.OrganizationRoleArn, values.Given(IntegrationConfigRows.OrganizationRoleArn));

    private static string ReadRoleName(SettingValues values)
    {
        var name = values.Text(IntegrationConfigRows.AccountReadRoleName);
        if (!RoleName().IsMatch(name))
        {
            values.Fail(
                IntegrationConfigRows.AccountReadRoleName, $"{SettingValues.Quote(name)} is not the name of an IAM role",
                "Set the name alone, without arn:…:role/; a path before it is allowed");
        }

        return name;
    }

    [GeneratedRegex(@"\A([!-.0-9;-~]+/)*[A-Za-z0-9_+=,.@-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex RoleName();
}
