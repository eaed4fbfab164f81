using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pipeline.ServiceDefaults.Health;

/// <summary>Whether every background loop of the process goes on.</summary>
internal sealed class LoopsHealthCheck(BackgroundLoops loops) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        loops.Ended is { Count: > 0 } ended ? HealthCheckResult.Unhealthy(string.Join("; ", ended)) : HealthCheckResult.Healthy());
}
