using Pipeline.Contracts;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Planning;

/// <summary>Reads a plan when it is finished.</summary>
public sealed class PlanReader
{
    private readonly ChangePlan _plan;
    private readonly PlaceholderPlan _placeholders;
    private readonly EntityLedger _after;

    internal PlanReader(ChangePlan plan, PlaceholderPlan placeholders, EntityLedger after) =>
        (_plan, _placeholders, _after) = (plan, placeholders, after);

    /// <summary>The changes, each with the scope whose resource makes the entity, or made it; null for what no resource makes.</summary>
    /// <param name="before">The ledger as it was before the plan: who makes what would be deleted; null when there was none.</param>
    /// <param name="makesPlaceholders">Whether the mapping has Port make entities that others relate to.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<(PlannedChange Change, Scope? Scope)>> ReadAsync(
        EntityLedger? before, bool makesPlaceholders, CancellationToken cancellationToken)
    {
        IReadOnlyList<PlannedChange> placeholders = makesPlaceholders ? await _placeholders.FindAsync(cancellationToken) : [];
        List<(PlannedChange, Scope?)> read = [];
        foreach (var change in _plan.Changes.Concat(placeholders))
        {
            var ledger = change.Kind == ChangeKind.Delete ? before : _after;
            var maker = ledger is null ? null : await ledger.ContributorsAsync(change.Entity, cancellationToken).FirstOrDefaultAsync(cancellationToken);
            read.Add((change, maker?.Row.Scope));
        }

        return read;
    }
}
