namespace Pipeline.Simulator;

/// <summary>The environment of a process that is to talk to a world.</summary>
internal static class WorldEnvironment
{
    public static IReadOnlyDictionary<string, string> Of(WorldParts parts, Uri aws, Uri port)
    {
        var user = parts.Credentials.User;
        var options = parts.Options;
        var environment = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL"] = Trim(aws),
            ["AWS_REGION"] = options.Regions[0],
            ["AWS_DEFAULT_REGION"] = options.Regions[0],
            ["AWS_ACCESS_KEY_ID"] = user.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = user.SecretAccessKey,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["OCEAN__PORT__BASE_URL"] = Trim(port),
            ["OCEAN__PORT__CLIENT_ID"] = parts.Tokens.ClientId,
            ["OCEAN__PORT__CLIENT_SECRET"] = parts.Tokens.ClientSecret,
            ["OCEAN__INTEGRATION__IDENTIFIER"] = options.IntegrationIdentifier,
            ["OCEAN__INTEGRATION__TYPE"] = "aws",
            ["OCEAN__INTEGRATION__CONFIG__AWS_ACCESS_KEY_ID"] = user.AccessKeyId,
            ["OCEAN__INTEGRATION__CONFIG__AWS_SECRET_ACCESS_KEY"] = user.SecretAccessKey,
            ["OCEAN__INTEGRATION__CONFIG__ACCOUNT_READ_ROLE_NAME"] = options.AccountReadRoleName,
        };
        if (options.InOrganization)
        {
            environment["OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN"] =
                $"arn:aws:iam::{parts.Organisation.Management.Id}:role/{options.OrganizationRoleName}";
        }

        return environment;
    }

    private static string Trim(Uri address) => address.ToString().TrimEnd('/');
}
