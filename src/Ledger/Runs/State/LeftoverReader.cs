using Pipeline.Ledger.Resources;
using Pipeline.Ledger.Tables;

namespace Pipeline.Ledger.Runs.State;

/// <summary>
/// Reads what became of parked entities of scopes that are not swept, because they failed or the run was stopped: no sweep
/// has told of them.
/// </summary>
internal sealed class LeftoverReader(ILedgerTable table, TimeProvider time)
{
    private readonly ParkedResources _parked = new(table, time);

    public async ValueTask<Leftovers> FindAsync(
        Guid runId, PlanIndex plan, IReadOnlyList<ScopeDocument?> scopes, CancellationToken cancellationToken)
    {
        var unswept = plan.Names.Zip(scopes).Where(pair => pair.Second is { Sweep: null, Counts.Parked: > 0 }).Select(pair => pair.First).ToHashSet(StringComparer.Ordinal);
        if (unswept.Count == 0)
        {
            return Leftovers.None;
        }

        var parked = await _parked.ListAsync(runId, cancellationToken)
            .Where(resource => unswept.Contains(resource.Row.Scope.ToString()))
            .ToListAsync(cancellationToken);
        return new Leftovers(parked.ToLookup(resource => resource.Row.Scope.ToString(), StringComparer.Ordinal));
    }
}
