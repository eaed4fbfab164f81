using Microsoft.Extensions.Logging;
using Pipeline.ServiceDefaults.Installation;
using Pipeline.ServiceDefaults.Triggers;

namespace Pipeline.ServiceDefaults.Tests;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Read_CredentialsOnly_EverythingElseIsDefault()
    {
        var settings = TestVariables.Read();

        Assert.Equal(new Uri("https://api.getport.io"), settings.Port.BaseUrl);
        Assert.Equal(TimeSpan.FromMinutes(15), settings.Port.Patience);
        Assert.Equal(("aws", "my-aws-integration"), (settings.Integration.Type, settings.Integration.Identifier));
        Assert.Equal(
            new IntegrationConfig { AccountReadRoleName = "AwsPortOceanIntegrationReadOnlyRole" },
            settings.Integration.Config with { Accounts = new() });
        Assert.Equal(
            (EventListenerType.Polling, true, TimeSpan.FromMinutes(1), true, true),
            (settings.EventListener.Type, settings.EventListener.ResyncOnStart, settings.EventListener.Interval,
                settings.EventListener.ShouldResync, settings.EventListener.ShouldProcessWebhooks));
        Assert.Empty(settings.LiveEvents.Keys);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.LiveEvents.MappingLifetime);
        Assert.Empty(settings.ScheduleExpressions);
        Assert.Equal((null, false), (settings.RunApi.Key, settings.RunApi.Anonymous));
        Assert.Null(settings.ScheduledResyncInterval);
        Assert.True(settings.InitializePortResources);
        Assert.Equal((true, true), (settings.Reporting.SendExamples, settings.Reporting.SendLogs));
        Assert.Null(settings.ResourcesOrigin);
        Assert.False(settings.AllowEnvironmentVariablesJqAccess);
        Assert.Equal((20, 1_048_576), (settings.UpsertBatch.MaxLength, settings.UpsertBatch.MaxSizeInBytes));
        Assert.Equal(".port/resources", settings.ResourcesPath);
        Assert.Equal((8000, null, LogLevel.Information), (settings.Application.Port, settings.Application.PathPrefix, settings.Application.LogLevel));
        Assert.Equal((32, TimeSpan.FromMinutes(15)), (settings.Enumerator.ConcurrentScopes, settings.Enumerator.ScopeDeadline));
        Assert.Equal(4 * 1024 * 1024, settings.Memory.PagesInFlightBytes);
        Assert.Empty(settings.Warnings);
    }

    [Fact]
    public void Read_EveryOtherSetting_IsTaken()
    {
        var settings = TestVariables.Read(
            ("OCEAN__SCHEDULED_RESYNC_INTERVAL", "1440"), ("OCEAN__INITIALIZE_PORT_RESOURCES", "no"),
            ("OCEAN__ALLOW_ENVIRONMENT_VARIABLES_JQ_ACCESS", "ON"), ("OCEAN__UPSERT_ENTITIES_BATCH_MAX_LENGTH", "3"),
            ("OCEAN__UPSERT_ENTITIES_BATCH_MAX_SIZE_IN_BYTES", "2048"), ("APPLICATION__PORT", "9001"),
            ("PIPELINE__ENUMERATOR__CONCURRENT_SCOPES", "4"), ("PIPELINE__ENUMERATOR__SCOPE_DEADLINE", "2"),
            ("PIPELINE__MEMORY__PAGES_IN_FLIGHT_BYTES", "2000000"), ("PIPELINE__PORT__PATIENCE", "3"));

        Assert.Equal(TimeSpan.FromDays(1), settings.ScheduledResyncInterval);
        Assert.False(settings.InitializePortResources);
        Assert.True(settings.AllowEnvironmentVariablesJqAccess);
        Assert.Equal((3, 2048), (settings.UpsertBatch.MaxLength, settings.UpsertBatch.MaxSizeInBytes));
        Assert.Equal(9001, settings.Application.Port);
        Assert.Equal((4, TimeSpan.FromMinutes(2)), (settings.Enumerator.ConcurrentScopes, settings.Enumerator.ScopeDeadline));
        Assert.Equal(2_000_000, settings.Memory.PagesInFlightBytes);
        Assert.Equal(TimeSpan.FromMinutes(3), settings.Port.Patience);
    }

    [Fact]
    public void Read_NothingSet_EveryErrorAtOnceWithItsFix()
    {
        var errors = Assert.Throws<SettingsException>(() => SettingsReader.Read(new Dictionary<string, string?>())).Errors;

        Assert.Equal(["OCEAN__PORT__CLIENT_ID", "OCEAN__PORT__CLIENT_SECRET", "PIPELINE_HOME"], errors.Select(error => error.Variable));
        Assert.All(errors, error => Assert.NotEmpty(error.Fix));
    }

    [Fact]
    public void Read_FaultsOfManyKinds_AllReportedAndInTheMessage()
    {
        var fault = Assert.Throws<SettingsException>(() => TestVariables.Read(
            ("OCEAN__PORT__CLIENT_ID", null), ("OCEAN__PORT__BASE_URL", "api.getport.io"), ("OCEAN__METRICS", "{"),
            ("OCEAN__EVENT_LISTENER__INTERVAL", "soon"), ("OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN", "Org"),
            ("APPLICATION__PORT", "70000"), ("APPLICATION__LOG_LEVEL", "LOUD")));

        string[] variables =
        [
            "OCEAN__METRICS", "OCEAN__PORT__CLIENT_ID", "OCEAN__PORT__BASE_URL", "OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN",
            "OCEAN__EVENT_LISTENER__INTERVAL", "APPLICATION__PORT", "APPLICATION__LOG_LEVEL",
        ];
        Assert.Equal(variables, fault.Errors.Select(error => error.Variable));
        Assert.All(variables, variable => Assert.Contains(variable, fault.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("OCEAN__INITIALIZE_PORT_RESOURCES", "maybe")]
    [InlineData("OCEAN__SEND_RAW_DATA_EXAMPLES", "2")]
    [InlineData("OCEAN__SCHEDULED_RESYNC_INTERVAL", "-1")]
    [InlineData("OCEAN__SCHEDULED_RESYNC_INTERVAL", "1.5")]
    [InlineData("OCEAN__SCHEDULED_RESYNC_INTERVAL", "99999999999999999999")]
    [InlineData("OCEAN__EVENT_LISTENER__INTERVAL", "0")]
    [InlineData("OCEAN__UPSERT_ENTITIES_BATCH_MAX_LENGTH", "0")]
    [InlineData("OCEAN__UPSERT_ENTITIES_BATCH_MAX_LENGTH", "21")]
    [InlineData("OCEAN__UPSERT_ENTITIES_BATCH_MAX_LENGTH", "twenty")]
    [InlineData("OCEAN__UPSERT_ENTITIES_BATCH_MAX_SIZE_IN_BYTES", "1048577")]
    [InlineData("APPLICATION__PORT", "-1")]
    [InlineData("APPLICATION__PORT", "8000/tcp")]
    [InlineData("APPLICATION__LOG_LEVEL", "verbose")]
    [InlineData("PIPELINE__ENUMERATOR__CONCURRENT_SCOPES", "0")]
    [InlineData("PIPELINE__ENUMERATOR__SCOPE_DEADLINE", "0")]
    [InlineData("PIPELINE__MEMORY__PAGES_IN_FLIGHT_BYTES", "12")]
    [InlineData("PIPELINE__PORT__PATIENCE", "x")]
    [InlineData("OCEAN__RUNTIME", "Saas")]
    [InlineData("OCEAN__PATH_PREFIX", "/a b")]
    [InlineData("OCEAN__PATH_PREFIX", "/{tenant}")]
    [InlineData("OCEAN__INTEGRATION__IDENTIFIER", "größe")]
    [InlineData("OCEAN__INTEGRATION__IDENTIFIER", "a\r\nX-Evil: 1")]
    [InlineData("OCEAN__INTEGRATION__TYPE", "a\u0000b")]
    [InlineData("AWS_REGION", "us east")]
    [InlineData("AWS_DEFAULT_REGION", "http://eu-west-1")]
    public void Read_BadValue_OneErrorThatNamesTheVariable(string name, string value)
    {
        var error = TestVariables.SingleError((name, value));

        Assert.Equal(name, error.Variable);
        Assert.DoesNotContain('\n', error.ToString());
    }

    [Theory]
    [InlineData("1.048576e+06", 1_048_576)]
    [InlineData("+2048", 2048)]
    [InlineData("4096.0", 4096)]
    public void Read_WholeNumberAsTemplatesWriteIt_Taken(string text, int number) => Assert.Equal(
        number, TestVariables.Read(("OCEAN__UPSERT_ENTITIES_BATCH_MAX_SIZE_IN_BYTES", text)).UpsertBatch.MaxSizeInBytes);

    [Theory]
    [InlineData("DEBUG", LogLevel.Debug)]
    [InlineData("INFO", LogLevel.Information)]
    [InlineData("WARNING", LogLevel.Warning)]
    [InlineData("ERROR", LogLevel.Error)]
    [InlineData("CRITICAL", LogLevel.Critical)]
    [InlineData("warning", LogLevel.Warning)]
    public void Read_LogLevel_OceansNames(string name, LogLevel level) =>
        Assert.Equal(level, TestVariables.Read(("APPLICATION__LOG_LEVEL", name)).Application.LogLevel);

    [Theory]
    [InlineData("aws", "/aws")]
    [InlineData("/aws/", "/aws")]
    [InlineData("/a/b-1", "/a/b-1")]
    [InlineData("/", null)]
    public void Read_PathPrefix_SlashBeforeAndNoneAfter(string value, string? prefix) =>
        Assert.Equal(prefix, TestVariables.Read(("OCEAN__PATH_PREFIX", value)).Application.PathPrefix);

    [Fact]
    public void Read_IntegrationType_LowerCasedAndPartOfTheDefaultIdentifier()
    {
        var integration = TestVariables.Read(("OCEAN__INTEGRATION__TYPE", "AWS-V3")).Integration;

        Assert.Equal(("aws-v3", "my-aws-v3-integration"), (integration.Type, integration.Identifier));
    }

    [Fact]
    public void Read_Identifier_KeptAsWritten() =>
        Assert.Equal("My-AWS", TestVariables.Read(("OCEAN__INTEGRATION__IDENTIFIER", "My-AWS")).Integration.Identifier);

    [Fact]
    public void Read_AwsVariables_PassedOnUntouchedAndNothingElse()
    {
        var aws = TestVariables.Read(("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1"), ("AWS_REGION", "eu-west-1"), ("AWS_PROFILE", ""), ("AWSOME", "1")).Aws;

        Assert.Equal(
            new Dictionary<string, string> { ["AWS_ENDPOINT_URL_STS"] = "http://127.0.0.1:1", ["AWS_REGION"] = "eu-west-1" },
            aws.Variables);
    }
}
