using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Hosting.Health;

/// <summary>Whether the claim-check store answers. One that is waited for is cut short by the check's time limit.</summary>
internal sealed class ClaimCheckHealthCheck(IClaimCheckStore store) : IHealthCheck
{
    private const string Nothing = "health/ready";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await store.FindAsync(Nothing, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
