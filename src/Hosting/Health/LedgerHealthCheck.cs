using Microsoft.Extensions.Diagnostics.HealthChecks;
using Pipeline.Ledger.Tables;

namespace Pipeline.Hosting.Health;

/// <summary>Whether the ledger's table answers.</summary>
internal sealed class LedgerHealthCheck(ILedgerTable table) : IHealthCheck
{
    // Nothing lies there: what is asked is whether there is an answer.
    private static readonly LedgerKey Nothing = new("health", "ready");

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await table.GetAsync([Nothing], cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
