using Pipeline.ServiceDefaults.Known;
using static Pipeline.ServiceDefaults.Known.SettingStatus;

namespace Pipeline.ServiceDefaults.Hosting;

internal static class ApplicationRows
{
    public static readonly KnownSetting Port = new(
        "APPLICATION__PORT", "8000", "TCP port that is listened on at every address; 0 takes any free one.") { Minimum = 0, Maximum = 65_535 };

    public static readonly KnownSetting LogLevel = new(
        "APPLICATION__LOG_LEVEL", "INFO", "Least level that is logged: `CRITICAL`, `ERROR`, `WARNING`, `INFO`, `DEBUG`, or our own `TRACE`.");

    public static readonly KnownSetting PathPrefix = new(
        "OCEAN__PATH_PREFIX", null, "Put before the routes of health and webhook.", Differs,
        "The routes without it are served too");

    private const string SystemDefault = "the system's";

    public static KnownSettingSection Section { get; } = new(
        "Process", "Logs go to standard error, one line each; results go to standard output.",
    [
        Port,
        LogLevel,
        PathPrefix,
        new("OTEL_EXPORTER_OTLP_ENDPOINT", null, "OpenTelemetry collector that traces and metrics of `run` and of the services are sent to, such as `http://collector:4317`; the other `OTEL_*` variables are obeyed too.") { ReadElsewhere = true },
        Proxy("HTTP_PROXY", "Proxy for plain HTTP."),
        Proxy("HTTPS_PROXY", "Proxy for HTTPS."),
        Proxy("ALL_PROXY", "Proxy for whatever has none of its own."),
        Proxy("NO_PROXY", "Hosts that are reached without a proxy, separated by commas."),
        new("SSL_CERT_FILE", SystemDefault, "File of the certificate authorities that are trusted.") { DefaultIsDescribed = true, ReadElsewhere = true },
        new("SSL_CERT_DIR", SystemDefault, "Folder of the certificate authorities that are trusted.") { DefaultIsDescribed = true, ReadElsewhere = true },
    ]);

    private static KnownSetting Proxy(string name, string meaning) => new(name, null, meaning) { ReadElsewhere = true };
}
