using Pipeline.ServiceDefaults.Known;
using static Pipeline.ServiceDefaults.Known.SettingStatus;

namespace Pipeline.ServiceDefaults.Triggers;

internal static class TriggerRows
{
    public static readonly KnownSetting Type = new(
        "OCEAN__EVENT_LISTENER__TYPE", "POLLING", "What starts a run: `POLLING`, `KAFKA`, `WEBHOOK`, `WEBHOOKS_ONLY` or `ONCE`.", Differs,
        "`ACTIONS_ONLY` is refused, as no self-service action is run here; with `KAFKA`, a second instance stands by instead of ending");

    public static readonly KnownSetting ResyncOnStart = new(
        "OCEAN__EVENT_LISTENER__RESYNC_ON_START", "true", "Whether a run starts when the process does.", Differs,
        "Ocean reads it and never uses it");

    public static readonly KnownSetting Interval = new(
        "OCEAN__EVENT_LISTENER__INTERVAL", "60", "Seconds between two looks for a resync request at Port.")
    {
        Minimum = 1,
        Maximum = 86_400,
    };

    public static readonly KnownSetting ShouldResync = new(
        "OCEAN__EVENT_LISTENER__SHOULD_RESYNC", "true; false with `WEBHOOKS_ONLY`", "Whether the listener starts runs.") { DefaultIsDescribed = true };

    public static readonly KnownSetting ShouldProcessWebhooks = new(
        "OCEAN__EVENT_LISTENER__SHOULD_PROCESS_WEBHOOKS", "true; false with `ONCE`", "Whether live events are taken.") { DefaultIsDescribed = true };

    public static readonly KnownSetting AppHost = new(
        "OCEAN__EVENT_LISTENER__APP_HOST", null, "Where Port reaches the `WEBHOOK` listener, without `/resync`. Required with it.");

    public static readonly KnownSetting ScheduledResyncInterval = new(
        "OCEAN__SCHEDULED_RESYNC_INTERVAL", null, "Minutes between scheduled runs, the first one interval after the start; 0 or unset for none.")
    {
        Minimum = 0,
        Maximum = 527_040,
    };

    public static readonly KnownSetting ScheduleExpressions = new(
        "PIPELINE__SCHEDULE__CRON", null, "When runs are to start, in UTC: cron expressions of five or six fields, separated by semicolons, such as `0 */6 * * *`.");

    public static readonly KnownSetting RunApiKey = new(
        "PIPELINE__RUN_API__KEY", null,
        "Key that the run API (`/runs`), `/dead-letters` and `POST /resync` take as `Authorization: Bearer …`; the last takes requests that Port has signed too.") { Sensitive = true };

    public static readonly KnownSetting RunApiAnonymous = new(
        "PIPELINE__RUN_API__ANONYMOUS", "false", "Whether anybody may `POST /resync`, as with Ocean.");

    public static readonly KnownSetting Brokers = new(
        "OCEAN__EVENT_LISTENER__BROKERS",
        "b-1-public.publicclusterprod.t9rw6w.c1.kafka.eu-west-1.amazonaws.com:9196,b-2-public.publicclusterprod.t9rw6w.c1.kafka.eu-west-1.amazonaws.com:9196,b-3-public.publicclusterprod.t9rw6w.c1.kafka.eu-west-1.amazonaws.com:9196",
        "Brokers of the `KAFKA` listener, separated by commas or as a JSON array.");

    public static readonly KnownSetting SecurityProtocol = new(
        "OCEAN__EVENT_LISTENER__SECURITY_PROTOCOL", "SASL_SSL", "Protocol of the `KAFKA` listener: `SASL_SSL`, `SASL_PLAINTEXT`, `SSL` or `PLAINTEXT`.");

    public static readonly KnownSetting AuthenticationMechanism = new(
        "OCEAN__EVENT_LISTENER__AUTHENTICATION_MECHANISM", "SCRAM-SHA-512", "Authentication of the `KAFKA` listener: `SCRAM-SHA-512`, `SCRAM-SHA-256` or `PLAIN`. User and password come from Port.");

    public static readonly KnownSetting KafkaSecurityEnabled = new(
        "OCEAN__EVENT_LISTENER__KAFKA_SECURITY_ENABLED", "true", "Whether the `KAFKA` listener authenticates; if not, the two before are of no matter.");

    public static readonly KnownSetting ConsumerPollTimeout = new(
        "OCEAN__EVENT_LISTENER__CONSUMER_POLL_TIMEOUT", "1", "Seconds that a poll of the `KAFKA` listener waits.")
    {
        Minimum = 1,
        Maximum = 300,
    };

    public static KnownSettingSection Section { get; } = new(
        "What starts a run", "`OCEAN__EVENT_LISTENER` may be one JSON object: `{\"type\":\"ONCE\"}`.",
    [
        Type,
        ResyncOnStart,
        Interval,
        ScheduledResyncInterval,
        ScheduleExpressions,
        ShouldResync,
        ShouldProcessWebhooks,
        new("OCEAN__EVENT_LISTENER__SHOULD_RUN_ACTIONS", "true", "Whether self-service actions are run.", NotApplicable,
            "No self-service action is run here"),
        AppHost,
        RunApiKey,
        RunApiAnonymous,
        Brokers,
        SecurityProtocol,
        AuthenticationMechanism,
        KafkaSecurityEnabled,
        ConsumerPollTimeout,
    ]);
}
