using Pipeline.Port;

namespace Pipeline.Ingress.Reporting;

/// <summary>Where Port's ingest services are: read from the integration once, and again while it names none.</summary>
public sealed class IngestUrls(PortClient port, TimeProvider time) : IDisposable
{
    // An integration that is just being created is worth another look soon; one without these services is not.
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_later = TimeSpan.FromMinutes(1);

    // Whoever asks while it is being read waits for that: several rows of a report are told at once.
    private readonly SemaphoreSlim _reading = new(1, 1);
    private PortIntegration? _integration;
    private DateTimeOffset? _askedAt;

    /// <summary>For logs; null when it is not known.</summary>
    public async Task<string?> LogsAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(known => known.LogAttributes, cancellationToken))?.LogAttributes?.IngestUrl;

    /// <summary>For metrics; null when it is not known.</summary>
    public async Task<string?> MetricsAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(known => known.MetricAttributes, cancellationToken))?.MetricAttributes?.IngestUrl;

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private async Task<PortIntegration?> ReadAsync(Func<PortIntegration, PortIngest?> part, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if ((_integration is null || part(_integration) is null) && !(now - _askedAt < (_integration is null ? s_soon : s_later)))
            {
                // Noted first: after a failure it is not asked again at once.
                _askedAt = now;
                _integration = await port.FindIntegrationAsync(cancellationToken) ?? _integration;
            }

            return _integration;
        }
        finally
        {
            _reading.Release();
        }
    }
}
