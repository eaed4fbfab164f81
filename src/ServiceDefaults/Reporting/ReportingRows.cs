using Pipeline.ServiceDefaults.Known;
using static Pipeline.ServiceDefaults.Known.SettingStatus;

namespace Pipeline.ServiceDefaults.Reporting;

internal static class ReportingRows
{
    public static readonly KnownSetting SendLogs = new(
        "APPLICATION__ENABLE_HTTP_LOGGING", "true", "Whether a copy of the log is sent to Port, where the integration's page shows it.", Differs,
        "What looks like a credential is taken out, and what Port does not take is not sent again");

    public static readonly KnownSetting SendExamples = new(
        "OCEAN__SEND_RAW_DATA_EXAMPLES", "true", "Whether up to five raw resources of a kind are sent to Port in each run, for its mapping editor.", Differs,
        "Fields that may hold secrets are taken out by kind, and what looks like a credential everywhere");

    public static readonly KnownSetting HeartbeatInterval = new(
        "OCEAN__STATUS_HEARTBEAT_INTERVAL_SECONDS", "10", "Seconds between signs of life of a run.") { Minimum = 1, Maximum = 3600 };

    public static readonly KnownSetting MetricsEnabled = new(
        "OCEAN__METRICS__ENABLED", "false", "Whether the numbers of a run are posted to `OCEAN__METRICS__WEBHOOK_URL` too.", Differs,
        "They are posted when the run has ended, a request for each kind");

    public static readonly KnownSetting MetricsWebhook = new(
        "OCEAN__METRICS__WEBHOOK_URL", null, "The address that the numbers of a run are posted to.") { Sensitive = true };

    public static KnownSettingSection Section { get; } = new(
        "What is told of runs",
        "Beside entities Port is told the state of a resync, the numbers of each kind, the log and examples. Each is tried once, after everything else, and no run waits for it or fails with it.",
    [
        SendLogs,
        SendExamples,
        HeartbeatInterval,
        MetricsEnabled,
        MetricsWebhook,
    ]);
}
