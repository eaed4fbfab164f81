using System.Text.Json;
using Pipeline.ServiceDefaults.Known;
using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Triggers;

internal static class TriggerReader
{
    private static readonly string[] Protocols = ["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"];
    private static readonly string[] Mechanisms = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"];

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
            Kafka = ReadKafka(values),
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
            "KAFKA" => EventListenerType.Kafka,
            "WEBHOOK" => EventListenerType.Webhook,
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

    private static KafkaSettings ReadKafka(SettingValues values) => new()
    {
        Brokers = ReadBrokers(values),
        SecurityProtocol = ReadWord(values, TriggerRows.SecurityProtocol, Protocols),
        AuthenticationMechanism = ReadWord(values, TriggerRows.AuthenticationMechanism, Mechanisms),
        SecurityEnabled = values.Flag(TriggerRows.KafkaSecurityEnabled),
        PollTimeout = values.Seconds(TriggerRows.PollTimeout),
    };

    private static string ReadWord(SettingValues values, KnownSetting row, string[] words)
    {
        var word = values.Text(row).ToUpperInvariant();
        if (!words.Contains(word))
        {
            values.Fail(row, $"{SettingValues.Quote(word)} is not supported", $"Use {string.Join(", ", words)}");
        }

        return word;
    }

    private static string ReadBrokers(SettingValues values)
    {
        var text = values.Text(TriggerRows.Brokers);
        if (!text.StartsWith('['))
        {
            return text;
        }

        try
        {
            return string.Join(',', JsonSerializer.Deserialize<string[]>(text) ?? []);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            values.Fail(TriggerRows.Brokers, "is not a JSON array of texts", "Set host:port pairs, separated by commas");
            return string.Empty;
        }
    }
}
