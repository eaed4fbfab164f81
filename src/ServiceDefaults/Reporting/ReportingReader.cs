using Pipeline.ServiceDefaults.Reading;

namespace Pipeline.ServiceDefaults.Reporting;

internal static class ReportingReader
{
    public static ReportingSettings Read(SettingValues values) => new()
    {
        SendLogs = values.Flag(ReportingRows.SendLogs),
        SendExamples = values.Flag(ReportingRows.SendExamples),
        HeartbeatInterval = values.Seconds(ReportingRows.HeartbeatInterval),
        MetricsWebhook = ReadWebhook(values),
    };

    private static Secret? ReadWebhook(SettingValues values)
    {
        var enabled = values.Flag(ReportingRows.MetricsEnabled);
        var address = values.Secret(ReportingRows.MetricsWebhook);
        if (!enabled)
        {
            return null;
        }

        if (address is null)
        {
            values.Warn(ReportingRows.MetricsEnabled, $"has no effect without {ReportingRows.MetricsWebhook.Name}", "Set the address too, or remove it");
            return null;
        }

        if (!Uri.TryCreate(address.Reveal(), UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
        {
            values.Fail(ReportingRows.MetricsWebhook, "is not an absolute http or https URL", "Set an address such as https://metrics.example.com/hook");
        }

        return address;
    }
}
