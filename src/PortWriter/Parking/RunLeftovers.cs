using Pipeline.Ledger;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Parking;

/// <summary>What a run has parked and could not write by its end: it waits on, for whatever it relates to.</summary>
internal sealed class RunLeftovers(ParkedRetry retry, ParkedResources parked, LiveParking live, IRunLedger ledger)
{
    /// <summary>Tries everything once more, unless a sweep did, and has the rest wait. Answers what no sweep tells of.</summary>
    public async Task<(long Written, long Rejected)> SettleAsync(Guid runId, CancellationToken cancellationToken)
    {
        await retry.RetryAsync(runId, cancellationToken);
        var all = await parked.ListAsync(runId, cancellationToken).ToListAsync(cancellationToken);
        if (all.Count == 0 || await ledger.FindProgressAsync(runId, cancellationToken) is not { } run)
        {
            return (0, 0);
        }

        await live.KeepAsync([.. all.Where(resource => resource.Waits)], cancellationToken);
        var swept = run.Scopes.Where(scope => scope.Sweep is not null).Select(scope => scope.Scope).ToHashSet();
        var untold = all.Where(resource => !swept.Contains(resource.Row.Scope)).ToList();
        return (untold.Sum(resource => (long)resource.Written), untold.Sum(resource => (long)resource.Rejected.Count));
    }
}
