using Pipeline.ServiceDefaults.Installation;

namespace Pipeline.ServiceDefaults.Tests;

public sealed class ReportingSettingsTests
{
    private const string Hook = "https://metrics.example.com/hook-of-mine";

    [Fact]
    public void Read_EverySetting_IsTaken()
    {
        var settings = TestVariables.Read(
            ("APPLICATION__ENABLE_HTTP_LOGGING", "false"), ("OCEAN__SEND_RAW_DATA_EXAMPLES", "false"),
            ("OCEAN__STATUS_HEARTBEAT_INTERVAL_SECONDS", "30"), ("OCEAN__METRICS", $$"""{"enabled":true,"webhook_url":"{{Hook}}"}"""),
            ("OCEAN__DELETE_ENTITIES_MAX_BATCH_SIZE", "40"));

        var reporting = settings.Reporting;
        Assert.Equal((false, false, TimeSpan.FromSeconds(30)), (reporting.SendLogs, reporting.SendExamples, reporting.HeartbeatInterval));
        Assert.Equal(Hook, reporting.MetricsWebhook!.Reveal());
        Assert.Contains(reporting.MetricsWebhook, settings.Secrets);
        Assert.Equal(40, settings.UpsertBatch.DeleteMaxLength);
        Assert.Empty(settings.Warnings);
    }

    [Fact]
    public void Read_DeleteBatchAbovePortsLimit_CountsAsTheLimit() => Assert.Equal(100, TestVariables.Read().UpsertBatch.DeleteMaxLength);

    [Fact]
    public void Read_MetricsWithoutAnAddress_IsWarnedAbout() =>
        Assert.Equal("OCEAN__METRICS__ENABLED", Assert.Single(TestVariables.Read(("OCEAN__METRICS__ENABLED", "true")).Warnings).Variable);

    [Fact]
    public void Read_AddressThatIsNone_StopsTheStartWithoutShowingIt()
    {
        var error = TestVariables.SingleError(("OCEAN__METRICS__ENABLED", "true"), ("OCEAN__METRICS__WEBHOOK_URL", "canary"));

        Assert.Equal("OCEAN__METRICS__WEBHOOK_URL", error.Variable);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ocean", ResourcesOrigin.Default)]
    [InlineData("default", ResourcesOrigin.Default)]
    [InlineData("Empty", ResourcesOrigin.Empty)]
    [InlineData("PORT", ResourcesOrigin.Port)]
    public void Read_Origin_IsTaken(string word, ResourcesOrigin origin) =>
        Assert.Equal(origin, TestVariables.Read(("OCEAN__CREATE_PORT_RESOURCES_ORIGIN", word)).ResourcesOrigin);

    [Fact]
    public void Read_OriginThatIsNone_StopsTheStart() => Assert.Equal(
        "OCEAN__CREATE_PORT_RESOURCES_ORIGIN", TestVariables.SingleError(("OCEAN__CREATE_PORT_RESOURCES_ORIGIN", "Mine")).Variable);
}
