using Pipeline.Aws;
using Pipeline.Hosting;
using Pipeline.ServiceDefaults;

namespace Pipeline.Enumerator;

/// <summary>Translates the settings of an installation into the options of this stage.</summary>
public static class EnumeratorSettingsMapping
{
    private const string EveryService = "AWS_ENDPOINT_URL";

    // In a service these say where the pipeline's own queues, topics, bucket and table are.
    private static readonly string[] Own = ["AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL_SNS", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_DYNAMODB"];

    /// <summary>The options of the stage.</summary>
    public static EnumeratorOptions ToEnumeratorOptions(this PipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var config = settings.Integration.Config;
        return new EnumeratorOptions
        {
            AccessKeyId = config.StaticKeys?.AccessKeyId.Reveal(),
            SecretAccessKey = config.StaticKeys?.SecretAccessKey.Reveal(),
            SessionToken = config.StaticKeys?.SessionToken?.Reveal(),
            OrganizationRoleArn = (config.Accounts.OneRole ?? config.OrganizationRole)?.ToString(),
            AccountReadRoleName = config.Accounts.OneRole?.Name ?? config.AccountReadRoleName,
            AccountRoleArns = [.. config.Accounts.Roles.Select(role => role.ToString())],
            ListsHomeAccount = config.Accounts.OneRole is null,
            OrganizationalUnits = config.Accounts.OrganizationalUnits,
            ExternalId = config.Accounts.ExternalId?.Reveal(),
            HomeRegion = Variable(settings, "AWS_REGION") ?? Variable(settings, "AWS_DEFAULT_REGION"),
            ConcurrentScopes = settings.Enumerator.ConcurrentScopes,
            ScopeDeadline = settings.Enumerator.ScopeDeadline,
        };
    }

    /// <summary>How AWS is called for resources.</summary>
    /// <param name="settings">The installation.</param>
    /// <param name="isService">Whether the process is one of several, with queues between them.</param>
    public static AwsClientOptions ToAwsClientOptions(this PipelineSettings settings, bool isService)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var hidden = isService && Variable(settings, EveryService) is not null ? Own : [];
        return new AwsClientOptions
        {
            Environment = settings.Aws.Variables
                .Where(variable => !hidden.Contains(variable.Key))
                .ToDictionary(variable => variable.Key, variable => (string?)variable.Value),
            UserAgentSuffix = $"port-pipeline/{ProductVersion.Text}",
        };
    }

    private static string? Variable(PipelineSettings settings, string name) => settings.Aws.Variables.GetValueOrDefault(name);
}
