using Pipeline.ServiceDefaults.Known;

namespace Pipeline.ServiceDefaults.Tests;

public sealed class WarningTests
{
    public static TheoryData<string> NotObeyed =>
        [.. KnownSettings.All.Where(setting => !setting.IsObeyed).Select(setting => setting.Name)];

    [Theory]
    [MemberData(nameof(NotObeyed))]
    public void Read_SettingThatIsNotObeyed_WarningSaysWhatToDo(string name)
    {
        // true is a fit value for every one of them that is read at all.
        var warning = Assert.Single(TestVariables.Read((name, "true")).Warnings);

        Assert.Equal(name, warning.Variable);
        Assert.NotEmpty(warning.Fix);
    }

    [Fact]
    public void Read_UnsupportedSettingInsideJson_WarningNamesTheVariableThatHoldsIt() => Assert.Contains(
        "OCEAN__INTEGRATION",
        Assert.Single(TestVariables.Read(("OCEAN__INTEGRATION", """{"config":{"maximum_concurrent_accounts":50}}""")).Warnings).Problem,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("OCEAN__PORT__CLIENTID", "OCEAN__PORT__CLIENT_ID")]
    [InlineData("OCEAN__PORT__CLIENT_SECRT", "OCEAN__PORT__CLIENT_SECRET")]
    [InlineData("OCEAN__EVENT_LISTENERS__TYPE", "OCEAN__EVENT_LISTENER__TYPE")]
    [InlineData("OCEAN__CONFIG__ORGANIZATION_ROLE_ARN", "OCEAN__INTEGRATION__CONFIG__ORGANIZATION_ROLE_ARN")]
    [InlineData("OCEAN__INTEGRATION__ACCOUNT_READ_ROLE_NAME", "OCEAN__INTEGRATION__CONFIG__ACCOUNT_READ_ROLE_NAME")]
    [InlineData("APPLICATION__LOGLEVEL", "APPLICATION__LOG_LEVEL")]
    [InlineData("PIPELINE__ENUMERATOR__CONCURENT_SCOPES", "PIPELINE__ENUMERATOR__CONCURRENT_SCOPES")]
    [InlineData("OCEAN_PORT__CLIENT_ID", "OCEAN__PORT__CLIENT_ID")]
    [InlineData("OCEAN__PORT_CLIENT_ID", "OCEAN__PORT__CLIENT_ID")]
    [InlineData("PIPELINE__HOME", "PIPELINE_HOME")]
    public void Read_MisspeltName_WarningNamesTheNearest(string name, string nearest)
    {
        var warning = Assert.Single(TestVariables.Read((name, "canary")).Warnings);

        Assert.Equal(name, warning.Variable);
        Assert.Contains(nearest, warning.Fix, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", warning.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OCEAN__SOMETHING_ELSE_ENTIRELY")]
    [InlineData("PIPELINE__COLOUR")]
    public void Read_NameThatIsNearNothing_WarningSuggestsNone(string name) =>
        Assert.Equal("Remove it", Assert.Single(TestVariables.Read((name, "1")).Warnings).Fix);

    [Theory]
    [InlineData("resyncOnStart", "resync_on_start")]
    [InlineData("TYPE", "type")]
    public void Read_JsonKeyInAnotherCase_IgnoredWithTheRightSpelling(string key, string nearest)
    {
        var settings = TestVariables.Read(("OCEAN__EVENT_LISTENER", $$"""{"{{key}}":"false"}"""));

        Assert.True(settings.EventListener.ResyncOnStart);
        var warning = Assert.Single(settings.Warnings);
        Assert.Contains($"OCEAN__EVENT_LISTENER (key {key})", warning.Variable, StringComparison.Ordinal);
        Assert.Contains($"in JSON: {nearest}", warning.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OCEANIC__X")]
    [InlineData("PIPELINE_SHARED")]
    [InlineData("APPLICATION_NAME")]
    [InlineData("PATH")]
    public void Read_VariableOfOthers_NoWarning(string name) => Assert.Empty(TestVariables.Read((name, "1")).Warnings);

    [Fact]
    public void Read_MisspeltCredential_WarningComesWithTheError()
    {
        var fault = Assert.Throws<SettingsException>(() => TestVariables.Read(("OCEAN__PORT__CLIENT_SECRET", null), ("OCEAN__PORT__CLIENT_SECRETE", "x")));

        Assert.Equal("OCEAN__PORT__CLIENT_SECRET", Assert.Single(fault.Errors).Variable);
        Assert.Equal("OCEAN__PORT__CLIENT_SECRETE", Assert.Single(fault.Warnings).Variable);
    }
}
