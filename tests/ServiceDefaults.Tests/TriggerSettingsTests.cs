using Pipeline.ServiceDefaults.Triggers;

namespace Pipeline.ServiceDefaults.Tests;

/// <summary>What makes a run start, and what takes events.</summary>
public sealed class TriggerSettingsTests
{
    [Theory]
    [InlineData("polling", EventListenerType.Polling, true, true)]
    [InlineData("WEBHOOKS_ONLY", EventListenerType.WebhooksOnly, false, true)]
    [InlineData("ONCE", EventListenerType.Once, true, false)]
    public void Read_Listener_DecidesWhatIsDoneUnlessSaid(string type, EventListenerType expected, bool resyncs, bool takesEvents)
    {
        var listener = TestVariables.Read(("OCEAN__EVENT_LISTENER", $$"""{"type":"{{type}}"}""")).EventListener;
        var said = TestVariables.Read(
            ("OCEAN__EVENT_LISTENER__TYPE", type), ("OCEAN__EVENT_LISTENER__SHOULD_RESYNC", "false"),
            ("OCEAN__EVENT_LISTENER__SHOULD_PROCESS_WEBHOOKS", "true")).EventListener;

        Assert.Equal((expected, resyncs, takesEvents), (listener.Type, listener.ShouldResync, listener.ShouldProcessWebhooks));
        Assert.Equal((false, true), (said.ShouldResync, said.ShouldProcessWebhooks));
    }

    [Fact]
    public void Read_WebhookListener_NeedsItsAddress()
    {
        var listener = TestVariables.Read(("OCEAN__EVENT_LISTENER", """{"type":"WEBHOOK","app_host":"https://sync.example.com"}""")).EventListener;

        Assert.Equal(new Uri("https://sync.example.com"), listener.AppHost);
        Assert.Equal("OCEAN__EVENT_LISTENER__APP_HOST", TestVariables.SingleError(("OCEAN__EVENT_LISTENER__TYPE", "WEBHOOK")).Variable);
    }

    [Fact]
    public void Read_ShortLiveEventsKey_IsTakenAndWarnedAbout()
    {
        var settings = TestVariables.Read(
            ("OCEAN__INTEGRATION__CONFIG__LIVE_EVENTS_API_KEY", "short-key"), ("PIPELINE__LIVE_EVENTS__SECOND_API_KEY", new string('k', 32)));

        Assert.Equal(["short-key", new string('k', 32)], settings.LiveEvents.Keys.Select(key => key.Reveal()));
        Assert.Equal("OCEAN__INTEGRATION__CONFIG__LIVE_EVENTS_API_KEY", Assert.Single(settings.Warnings).Variable);
    }

    [Fact]
    public void Read_CronExpressions_AreSeparatedBySemicolons() => Assert.Equal(
        ["0 6 * * *", "*/30 8-18 * * 1-5"],
        TestVariables.Read(("PIPELINE__SCHEDULE__CRON", "0 6 * * *; */30 8-18 * * 1-5")).ScheduleExpressions);

    [Fact]
    public void Read_ListenerThatIsNotSupported_ErrorSaysWhatToUse()
    {
        var error = TestVariables.SingleError(("OCEAN__EVENT_LISTENER", """{"type":"actions_only"}"""));

        Assert.Equal("OCEAN__EVENT_LISTENER__TYPE", error.Variable);
        Assert.Equal("Use POLLING, KAFKA, WEBHOOK, WEBHOOKS_ONLY or ONCE", error.Fix);
    }

    [Fact]
    public void Read_ListenerThatDoesNotExist_Error() =>
        Assert.Contains("'CRON' is not an event listener", TestVariables.SingleError(("OCEAN__EVENT_LISTENER__TYPE", "CRON")).Problem, StringComparison.Ordinal);

    [Fact]
    public void Read_ScheduleOfZero_IsNoSchedule() =>
        Assert.Null(TestVariables.Read(("OCEAN__SCHEDULED_RESYNC_INTERVAL", "0")).ScheduledResyncInterval);
}
