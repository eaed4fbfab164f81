using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pipeline.Port;

namespace Pipeline.Hosting.Health;

/// <summary>Degraded while Port is down: work is taken and waits, so the process is no less ready.</summary>
internal sealed class PortHealthCheck(PortClient port) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(port.Outage is { } outage ? HealthCheckResult.Degraded(outage.ToString()) : HealthCheckResult.Healthy());
}
