using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Pipeline.Port;

/// <content>
/// What Port's ingest services are told. Each call is one attempt in the background: its failure costs nothing but the
/// report, and the caller decides what that is worth.
/// </content>
public sealed partial class PortClient
{
    /// <summary>Sends entries of the log. The caller has removed what is secret.</summary>
    /// <param name="ingestUrl">The integration's <see cref="PortIntegration.LogAttributes"/>.</param>
    /// <param name="entries">What happened, oldest first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SendLogsAsync(string ingestUrl, IReadOnlyList<PortLogEntry> entries, CancellationToken cancellationToken) =>
        IngestAsync(HttpMethod.Post, ingestUrl, "", new LogsRequest(entries), PortJson.Default.LogsRequest, cancellationToken);

    /// <summary>Sends how several kinds of a resync stand.</summary>
    /// <param name="ingestUrl">The integration's <see cref="PortIntegration.MetricAttributes"/>.</param>
    /// <param name="metrics">One for each kind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SendSyncMetricsAsync(string ingestUrl, IReadOnlyList<SyncMetrics> metrics, CancellationToken cancellationToken) =>
        IngestAsync(
            HttpMethod.Post, ingestUrl, "/syncMetrics", new SyncMetricsRequest([.. metrics.Select(Signed)]),
            PortJson.Default.SyncMetricsRequest, cancellationToken);

    /// <summary>Replaces how one kind of a resync stands.</summary>
    /// <inheritdoc cref="SendSyncMetricsAsync"/>
    public Task UpdateSyncMetricsAsync(string ingestUrl, SyncMetrics metrics, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        var path = $"/syncMetrics/resync/{Uri.EscapeDataString(metrics.EventId)}/kind/{Uri.EscapeDataString(metrics.KindIdentifier)}";
        return IngestAsync(
            HttpMethod.Put, ingestUrl, path, new SyncKindMetricsRequest(Signed(metrics)), PortJson.Default.SyncKindMetricsRequest, cancellationToken);
    }

    /// <summary>Says that a resync still goes.</summary>
    /// <param name="ingestUrl">The integration's <see cref="PortIntegration.MetricAttributes"/>.</param>
    /// <param name="eventId">The resync.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SendHeartbeatAsync(string ingestUrl, string eventId, CancellationToken cancellationToken) =>
        IngestAsync(HttpMethod.Post, ingestUrl, "/heartbeat", new HeartbeatRequest(eventId), PortJson.Default.HeartbeatRequest, cancellationToken);

    /// <summary>The same as JSON, for others than Port.</summary>
    public ReadOnlyMemory<byte> ToJson(SyncMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return JsonSerializer.SerializeToUtf8Bytes(Signed(metrics), PortJson.Default.SyncMetrics);
    }

    private SyncMetrics Signed(SyncMetrics metrics) => metrics with
    {
        IntegrationType = _options.IntegrationType,
        IntegrationIdentifier = _options.IntegrationIdentifier,
        IntegrationVersion = _options.IntegrationVersion,
        OceanVersion = _options.IntegrationVersion,
    };

    private async Task IngestAsync<T>(
        HttpMethod method, string ingestUrl, string suffix, T body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var address = IngestAddress.Read(ingestUrl, new Uri(_options.BaseUrl));
        await _transport.SendOnceAsync(
            new PortRequest(method, address.AbsolutePath.TrimEnd('/') + suffix)
            {
                Origin = address,
                Query = address.Query,
                Body = JsonSerializer.SerializeToUtf8Bytes(body, type),
                IsBackground = true,
            },
            cancellationToken);
    }
}
