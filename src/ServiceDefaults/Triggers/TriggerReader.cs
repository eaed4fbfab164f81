using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Triggers;

internal static class TriggerReader
{
    public static EventListenerSettings Read(SettingValues values)
    {
        var type = ReadType(values);
        return new EventListenerSettings
        {
            Type = type,
            ResyncOnStart = values.Flag(TriggerRows.ResyncOnStart),
            Interval = values.Seconds(TriggerRows.Interval),
            ShouldResync = ReadFlag(values, TriggerRows.ShouldResync, type != EventListenerType.WebhooksOnly),
            ShouldProcessWebhooks = ReadFlag(values, TriggerRows.ShouldProcessWebhooks, type != EventListenerType.Once),
            AppHost = ReadAppHost(values, type),
            Kafka = KafkaReader.Read(values),
        };
    }

    public static TimeSpan? ReadSchedule(SettingValues values) =>
        values.GivenNumber(TriggerRows.ScheduledResyncInterval) is { } minutes and > 0 ? TimeSpan.FromMinutes(minutes) : null;

    public static IReadOnlyList<string> ReadExpressions(SettingValues values) =>
        (values.Given(TriggerRows.ScheduleExpressions) ?? string.Empty)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static RunApiSettings ReadRunApi(SettingValues values) => new()
    {
        Key = values.Secret(TriggerRows.RunApiKey),
        Anonymous = values.Flag(TriggerRows.RunApiAnonymous),
    };

    private static EventListenerType ReadType(SettingValues values)
    {
        var type = values.Text(TriggerRows.Type);
        EventListenerType? known = type.ToUpperInvariant() switch
        {
            "POLLING" => EventListenerType.Polling,
            "WEBHOOK" => EventListenerType.Webhook,
            "KAFKA" => EventListenerType.Kafka,
            "WEBHOOKS_ONLY" => EventListenerType.WebhooksOnly,
            "ONCE" => EventListenerType.Once,
            _ => null,
        };
        if (known is null)
        {
            values.Fail(TriggerRows.Type, $"{SettingValues.Quote(type)} is not an event listener of this integration", "Use POLLING, KAFKA, WEBHOOK, WEBHOOKS_ONLY or ONCE");
        }

        return known ?? EventListenerType.Polling;
    }

    private static bool ReadFlag(SettingValues values, KnownSetting row, bool otherwise)
    {
        if (values.Given(row) is not { } text)
        {
            return otherwise;
        }

        if (!FlagWords.TryRead(text, out var flag))
        {
            values.Fail(row, $"{SettingValues.Quote(text)} is neither true nor false", "Set true or false");
        }

        return flag;
    }

    private static Uri? ReadAppHost(SettingValues values, EventListenerType type)
    {
        if (values.Given(TriggerRows.AppHost) is not { } text)
        {
            if (type == EventListenerType.Webhook)
            {
                values.Fail(TriggerRows.AppHost, "is required with the WEBHOOK listener and not set", "Set the address at which Port reaches this process");
            }

            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var host) && host.Scheme is "https" or "http" && host.UserInfo.Length == 0)
        {
            return host;
        }

        values.Fail(TriggerRows.AppHost, $"{SettingValues.Quote(text)} is not an http or https address", "Set an address such as https://aws-sync.example.com");
        return null;
    }
}
