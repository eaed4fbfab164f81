using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Triggers;

internal static class TriggerReader
{
    public static EventListenerSettings Read(SettingValues values) => new()
    {
        Type = ReadType(values),
        ResyncOnStart = values.Flag(TriggerRows.ResyncOnStart),
        Interval = values.Seconds(TriggerRows.Interval),
    };

    public static TimeSpan? ReadSchedule(SettingValues values) =>
        values.GivenNumber(TriggerRows.ScheduledResyncInterval) is { } minutes and > 0 ? TimeSpan.FromMinutes(minutes) : null;

    private static EventListenerType ReadType(SettingValues values)
    {
        var type = values.Text(TriggerRows.Type);
        switch (type.ToUpperInvariant())
        {
            case "POLLING":
                return EventListenerType.Polling;
            case "ONCE":
                return EventListenerType.Once;
            case "KAFKA" or "WEBHOOK" or "WEBHOOKS_ONLY" or "ACTIONS_ONLY":
                values.Fail(TriggerRows.Type, $"{type.ToUpperInvariant()} is not supported yet", "Use POLLING or ONCE");
                return EventListenerType.Polling;
            default:
                values.Fail(TriggerRows.Type, $"{SettingValues.Quote(type)} is not an event listener", "Use POLLING or ONCE");
                return EventListenerType.Polling;
        }
    }
}
