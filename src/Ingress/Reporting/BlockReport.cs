using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Ledger;
using Pipeline.Port;

namespace Pipeline.Ingress.Reporting;

/// <summary>The row of one block of the mapping.</summary>
internal sealed class BlockReport(MappingBlock block, IReadOnlyList<BlockShare> shares, bool isPlanned)
{
    private static readonly FindingKind[] s_faults = [FindingKind.SelectorFault, FindingKind.ItemsFault, FindingKind.OverBudget, FindingKind.Dropped, FindingKind.DoesNotCompile];

    public SyncMetrics ToMetrics(RunSnapshot run, DateTimeOffset now)
    {
        var state = State(run);
        return new SyncMetrics
        {
            EventId = run.Run.RunId.ToString(),
            KindIdentifier = $"{block.Kind}-{block.Position}",
            Kind = block.Kind,
            KindIndex = block.Position,
            SyncState = state,
            Blueprint = block.Entity.Blueprint.Trim('"'),
            Metrics = new SyncNumbers(Phases(run, state, now)),
        };
    }

    private SyncPhases Phases(RunSnapshot run, string state, DateTimeOffset now) => new()
    {
        Extract = SyncCounts.Of(("raw_extracted", shares.Sum(share => share.Scope.Listed))),
        Transform = SyncCounts.Of(
            ("transformed", Sum(scope => scope.Mapped)),
            ("filtered_out", Findings(run, [FindingKind.FilteredOut])),
            ("failed", Findings(run, s_faults))),
        Load = SyncCounts.Of(
            ("loaded", Sum(scope => scope.Written)), ("skipped", Sum(scope => scope.Unchanged)), ("failed", Sum(scope => scope.Rejected))),
        Delete = SyncCounts.Of(("deleted", Sum(scope => scope.Deleted))),
        Resync = SyncCounts.Result(state, StartedAt(run), EndedAt(run) ?? now),
    };

    private string State(RunSnapshot run)
    {
        if (!isPlanned || (run.Outcome is null && shares.Any(share => share.Scope.State == ScopeState.Open)))
        {
            return run.Outcome is not null ? Unplanned(run.Outcome.Value) : HasBegun() ? SyncStates.Syncing : SyncStates.Pending;
        }

        // A block that no account and region is left for has no more to say than its run.
        if (shares.Count == 0)
        {
            return run.Outcome is { } outcome ? Scopeless(outcome) : SyncStates.Pending;
        }

        return shares.Any(share => share.Scope.State == ScopeState.Failed) ? SyncStates.Failed
            : shares.Any(share => share.Scope.State is ScopeState.Cancelled or ScopeState.Open) ? SyncStates.Aborted
            : SyncStates.Completed;
    }

    private static string Unplanned(RunOutcome outcome) =>
        outcome is RunOutcome.Cancelled or RunOutcome.Superseded ? SyncStates.Aborted : SyncStates.Failed;

    private static string Scopeless(RunOutcome outcome) =>
        outcome is RunOutcome.Complete or RunOutcome.Partial ? SyncStates.Completed : Unplanned(outcome);

    private bool HasBegun() => shares.Any(share =>
        share.Scope.StartedAt is not null || share.Scope.Listed > 0 || share.Scope.State != ScopeState.Open);

    private DateTimeOffset? StartedAt(RunSnapshot run) => shares.Min(share => share.Scope.StartedAt) ?? (HasBegun() ? run.Run.StartedAt : null);

    private DateTimeOffset? EndedAt(RunSnapshot run) => shares.Any(share => share.Scope.State == ScopeState.Open)
        ? run.EndedAt
        : shares.Max(share => share.Scope.EndedAt) ?? run.EndedAt;

    private long Sum(Func<ScopeSnapshot, long> count) => shares.Where(share => share.IsFirst).Sum(share => count(share.Scope));

    private long Findings(RunSnapshot run, FindingKind[] kinds) => run.Findings
        .Where(finding => finding.Block == block.Position && kinds.Contains(finding.Kind))
        .Sum(finding => (long)finding.Count);
}
