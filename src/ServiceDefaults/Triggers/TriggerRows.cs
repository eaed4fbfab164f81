using Pipeline.ServiceDefaults.Known;
using static Pipeline.ServiceDefaults.Known.SettingStatus;

namespace Pipeline.ServiceDefaults.Triggers;

internal static class TriggerRows
{
    private const string TypeDecides = "What is done follows from `OCEAN__EVENT_LISTENER__TYPE`";
    private const string NoKafka = "The KAFKA listener is not supported yet";

    public static readonly KnownSetting Type = new(
        "OCEAN__EVENT_LISTENER__TYPE", "POLLING", "What starts a run: `POLLING` or `ONCE`.", Differs,
        "`KAFKA`, `WEBHOOK`, `WEBHOOKS_ONLY` and `ACTIONS_ONLY` are refused: they are not supported yet");

    public static readonly KnownSetting ResyncOnStart = new(
        "OCEAN__EVENT_LISTENER__RESYNC_ON_START", "true", "Whether a run starts when the process does.", Differs,
        "Ocean reads it and never uses it");

    public static readonly KnownSetting Interval = new(
        "OCEAN__EVENT_LISTENER__INTERVAL", "60", "Seconds between two looks for a resync request at Port.")
    {
        Minimum = 1,
        Maximum = 86_400,
    };

    public static readonly KnownSetting ScheduledResyncInterval = new(
        "OCEAN__SCHEDULED_RESYNC_INTERVAL", null, "Minutes between scheduled runs, the first one interval after the start; 0 or unset for none.")
    {
        Minimum = 0,
        Maximum = 527_040,
    };

    public static KnownSettingSection Section { get; } = new(
        "What starts a run", "`OCEAN__EVENT_LISTENER` may be one JSON object: `{\"type\":\"ONCE\"}`.",
    [
        Type,
        ResyncOnStart,
        Interval,
        ScheduledResyncInterval,
        new("OCEAN__EVENT_LISTENER__SHOULD_RESYNC", "true", "Whether resyncs are done.", NotYet, TypeDecides),
        new("OCEAN__EVENT_LISTENER__SHOULD_PROCESS_WEBHOOKS", "true", "Whether live events are taken.", NotYet, TypeDecides),
        new("OCEAN__EVENT_LISTENER__SHOULD_RUN_ACTIONS", "true", "Whether self-service actions are run.", NotApplicable,
            "No self-service action is run here"),
        new("OCEAN__EVENT_LISTENER__APP_HOST", null, "Public address of the WEBHOOK listener.", NotYet,
            "The WEBHOOK listener is not supported yet"),
        new("OCEAN__EVENT_LISTENER__BROKERS", "Port's brokers", "Brokers of the KAFKA listener.", NotYet, NoKafka) { DefaultIsDescribed = true },
        new("OCEAN__EVENT_LISTENER__SECURITY_PROTOCOL", "SASL_SSL", "Protocol of the KAFKA listener.", NotYet, NoKafka),
        new("OCEAN__EVENT_LISTENER__AUTHENTICATION_MECHANISM", "SCRAM-SHA-512", "Authentication of the KAFKA listener.", NotYet, NoKafka),
        new("OCEAN__EVENT_LISTENER__KAFKA_SECURITY_ENABLED", "true", "Whether the KAFKA listener authenticates.", NotYet, NoKafka),
        new("OCEAN__EVENT_LISTENER__CONSUMER_POLL_TIMEOUT", "1", "Seconds of one poll of the KAFKA listener.", NotYet, NoKafka),
    ]);
}
