using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pipeline.Messaging.AmazonSqs.Raw;

/// <summary>Whether events come in by the queue.</summary>
internal sealed class RawQueueHealthCheck(RawQueueState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.Trouble is { } trouble ? HealthCheckResult.Unhealthy(trouble) : HealthCheckResult.Healthy());
}
