using static Pipeline.ServiceDefaults.Known.SettingStatus;

namespace Pipeline.ServiceDefaults.Known;

/// <summary>Settings of Ocean's inner workings.</summary>
internal static class OceanInternalRows
{
    private const string NoThirdParty = "AWS is the only third party, and is read by its own client";
    private const string NoProcessors = "Events are not handled by processors here";
    private const string NoDownloads = "Nothing is downloaded to files";
    private const string NoActions = "No self-service action is run here";
    private const string NoLakehouse = "Raw data is not handed on";
    private const string NoRedis = "No event is taken from Redis";

    public static KnownSettingSection Section { get; } = new(
        "Ocean's inner workings", "Set without effect; each that is set is warned about.",
    [
        new("OCEAN__CLIENT_TIMEOUT", "60", "Seconds for third-party HTTP calls.", NotApplicable, NoThirdParty),
        new("OCEAN__SSL__THIRD_PARTY__VERIFY", "true", "Whether third parties' certificates are checked.", NotApplicable,
            "Certificates are always checked; name your own authority in `SSL_CERT_FILE`"),
        new("OCEAN__SSL__THIRD_PARTY__X509__STRICT", "true", "Whether they are checked strictly.", NotApplicable,
            "Certificates are checked as .NET checks them"),
        new("OCEAN__DISABLE_IP_OUTBOUND_BLOCKER", "true", "Whether private addresses may be called.", NotApplicable, NoThirdParty),
        new("OCEAN__EVENT_WORKERS_COUNT", "1", "Workers of a webhook path.", NotApplicable, NoProcessors),
        new("OCEAN__EVENTS_DEBUG_LOGGING", "false", "Whether webhook payloads are logged.", NotApplicable, "Payloads are never logged"),
        new("OCEAN__MAX_EVENT_PROCESSING_SECONDS", "90.0", "Seconds that an event may take.", NotApplicable, NoProcessors),
        new("OCEAN__MAX_WAIT_SECONDS_BEFORE_SHUTDOWN", "5.0", "Seconds in which queues drain on shutdown.", NotApplicable,
            "Shutdown drains for up to 25 seconds"),
        new("OCEAN__BASE_URL", null, "Public address.", NotApplicable, "Nothing here needs its own address"),
        new("OCEAN__CACHING_STORAGE_MODE", "disk", "Where caches are.", NotApplicable, "Everything stored lies in `PIPELINE_HOME`"),
        new("OCEAN__OAUTH_ACCESS_TOKEN_FILE_PATH", null, "Token file of integrations with OAuth.", NotApplicable, "AWS is not read with OAuth"),
        new("OCEAN__STREAMING__ENABLED", "false", "Whether downloads are streamed.", NotApplicable, NoDownloads),
        new("OCEAN__STREAMING__MAX_BUFFER_SIZE_MB", "20971520", "Buffer of downloads.", NotApplicable, NoDownloads),
        new("OCEAN__STREAMING__CHUNK_SIZE", "65536", "Chunk of downloads.", NotApplicable, NoDownloads),
        new("OCEAN__STREAMING__LOCATION", "/tmp/ocean/streaming", "Folder of downloads.", NotApplicable, NoDownloads),
        new("OCEAN__PROCESSING_MODE", "dsp", "Who maps: Port (`dsp`) or the integration (`ocean-core`).", NotApplicable,
            "Mapping is always done here"),
        new("OCEAN__LAKEHOUSE_ENABLED", "true", "Whether raw data is handed to Port.", NotApplicable, NoLakehouse),
        new("OCEAN__LAKEHOUSE_BUFFER_INTERVAL_SECONDS", "10.0", "Seconds between hand-overs.", NotApplicable, NoLakehouse),
        new("OCEAN__LAKEHOUSE_BUFFER_MAX_COUNT", "50", "Items of a hand-over.", NotApplicable, NoLakehouse),
        .. new[] { "ENABLED", "RUNS_BUFFER_HIGH_WATERMARK", "VISIBILITY_TIMEOUT_MS", "POLL_CHECK_INTERVAL_SECONDS", "WORKERS_COUNT", "MAX_RUNS_BUFFER_UTIL_PCT_PER_ACTION" }
            .Zip(["false", "300", "60000", "10", "3", "30"])
            .Select(row => new KnownSetting($"OCEAN__ACTIONS_PROCESSOR__{row.First}", row.Second, "Runner of self-service actions.", NotApplicable, NoActions)),
        new("OCEAN__LIVE_EVENTS__IS_REDIS_STREAM_CONSUMER_ENABLED", "false", "Whether events are taken from Redis.", NotApplicable, NoRedis),
        .. RedisRows(),
        new("OCEAN__PROCESS_EXECUTION_MODE", null, "Removed from Ocean in 0.47.0.", NotApplicable, "There is one process"),
        new("PROMETHEUS_MULTIPROC_DIR", null, "Ignored by Ocean too.", NotApplicable, "There is one process"),
    ]);

    private static IEnumerable<KnownSetting> RedisRows()
    {
        (string Name, string? Default)[] rows =
        [
            ("URL", "redis://localhost:6379"), ("USERNAME", null), ("PASSWORD", null), ("ENABLE_TLS", "false"),
            ("CA", null), ("CERT", null), ("PRIVATE_KEY", null), ("BLOCK_MS", "1000"), ("READ_COUNT", "10"),
            ("STREAM_TTL_SECONDS", "2592000"), ("STREAM_MAINTENANCE_WORKER_ENABLED", "true"),
            ("PEL_STUCK_TIMEOUT_SECONDS", "600"), ("PEL_MAX_REQUEUE_COUNT", "3"),
            ("STREAM_MAINTENANCE_SCAN_INTERVAL_SECONDS", "30"), ("PEL_XAUTOCLAIM_COUNT", "100"),
            ("STREAM_MAINTENANCE_ERROR_BACKOFF_SECONDS", "5"), ("STREAM_MAINTENANCE_CONSUMER_CLEANUP_ENABLED", "true"),
            ("STREAM_MAINTENANCE_CONSUMER_CLEANUP_IDLE_SECONDS", "86400"), ("CONNECTION_ERROR_BACKOFF_SECONDS", "5"),
            ("CONNECTION_STARTUP_MAX_RETRIES", "5"), ("CONNECTION_STARTUP_INITIAL_BACKOFF_SECONDS", "1"),
            ("CONNECTION_STARTUP_EXPONENTIAL_BASE", "2"),
        ];
        return rows.Select(row => new KnownSetting(
            $"OCEAN__LIVE_EVENTS__REDIS__{row.Name}", row.Default, "Connection to Redis.", NotApplicable, NoRedis)
        {
            Sensitive = row.Name is "URL" or "PASSWORD" or "PRIVATE_KEY",
        });
    }
}
