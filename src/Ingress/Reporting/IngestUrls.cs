using Pipeline.Port;

namespace Pipeline.Ingress.Reporting;

/// <summary>Where Port's ingest services are: read from the integration once, and again while it names none.</summary>
public sealed class IngestUrls(PortClient port, TimeProvider time)
{
    // An integration that is just being created is worth another look soon; one without these services is not.
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_later = TimeSpan.FromMinutes(1);

    private PortIntegration? _integration;
    private DateTimeOffset? _askedAt;

    /// <summary>For logs; null when it is not known.</summary>
    public async Task<string?> LogsAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(known => known.LogAttributes, cancellationToken))?.LogAttributes?.IngestUrl;

    /// <summary>For metrics; null when it is not known.</summary>
    public async Task<string?> MetricsAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(known => known.MetricAttributes, cancellationToken))?.MetricAttributes?.IngestUrl;

    private async Task<PortIntegration?> ReadAsync(Func<PortIntegration, PortIngest?> part, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if ((_integration is null || part(_integration) is null) && !(now - _askedAt < (_integration is null ? s_soon : s_later)))
        {
            // Noted first: who asks meanwhile, or after a failure, waits for its turn.
            _askedAt = now;
            _integration = await port.FindIntegrationAsync(cancellationToken) ?? _integration;
        }

        return _integration;
    }
}
