using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Ledger;
using Pipeline.Port;

namespace Pipeline.Ingress.Reporting;

/// <summary>
/// A run in the numbers that Port keeps: one row for each block of the mapping, one for the deletions, one for the whole.
/// </summary>
/// <remarks>
/// Blocks of one kind share its listing, and the ledger counts by listing. Each block is told all that was extracted for
/// it; what was made of it is told with the first of them, so that the sums over the rows are right.
/// </remarks>
internal static class SyncReport
{
    public const string Runtime = "__runtime__";
    public const string Reconciliation = "__reconciliation__";

    /// <param name="run">The run as it stands; findings are counted when they are there.</param>
    /// <param name="mapping">Its mapping.</param>
    /// <param name="plan">What it lists; null while that is not known.</param>
    /// <param name="now">For how long it has gone.</param>
    public static IReadOnlyList<SyncMetrics> Of(RunSnapshot run, MappingDocument mapping, RunPlan? plan, DateTimeOffset now)
    {
        var scopes = run.Scopes.ToDictionary(scope => scope.Scope.ToString(), StringComparer.Ordinal);
        var rows = mapping.Blocks.Select(block => new BlockReport(
            block,
            [.. (plan?.Scopes ?? [])
                .Where(planned => planned.Scope.Kind is var kind && (kind == block.Kind || kind == Scope.Every) && planned.Blocks.Contains(block.Position))
                .Select(planned => (scopes.GetValueOrDefault(planned.Scope.ToString()), planned.Blocks[0] == block.Position))
                .Where(pair => pair.Item1 is not null)
                .Select(pair => new BlockShare(pair.Item1!, pair.Item2))],
            plan is not null)).ToList();
        return [.. rows.Select(row => row.ToMetrics(run, now)), Deletions(run, now), Whole(run, now)];
    }

    private static SyncMetrics Deletions(RunSnapshot run, DateTimeOffset now)
    {
        var state = run switch
        {
            { Outcome: RunOutcome.Cancelled or RunOutcome.Superseded } => SyncStates.Aborted,
            { Outcome: null, Phase: RunPhase.Sweeping } => SyncStates.Syncing,
            { Outcome: null } => SyncStates.Pending,
            { Outcome: RunOutcome.Failed } => SyncStates.Failed,
            _ => IsHeld(run) ? SyncStates.Failed : SyncStates.Completed,
        };
        return Row(run, Reconciliation, state, new SyncPhases
        {
            Delete = SyncCounts.Of(("deleted", run.Scopes.Sum(scope => scope.Deleted) + (run.Unattributed?.Deleted ?? 0))),
            Resync = SyncCounts.Result(state, run.Run.StartedAt, run.EndedAt ?? now),
        });
    }

    // Whatever would be deleted, or may have to be, and was not.
    private static bool IsHeld(RunSnapshot run) =>
        run.Scopes.Any(scope => scope.State == ScopeState.Emptied || scope.Sweep is { Result: SweepResult.Held })
        || run.Unattributed is { IsHeld: true }
        || run.Errors.Count > 0;

    private static SyncMetrics Whole(RunSnapshot run, DateTimeOffset now)
    {
        var state = run.Outcome switch
        {
            null => SyncStates.Syncing,
            RunOutcome.Complete => SyncStates.Completed,
            RunOutcome.Cancelled or RunOutcome.Superseded => SyncStates.Aborted,
            _ => SyncStates.Failed,
        };
        return Row(run, Runtime, state, new SyncPhases { Resync = SyncCounts.Result(state, run.Run.StartedAt, run.EndedAt ?? now) });
    }

    private static SyncMetrics Row(RunSnapshot run, string name, string state, SyncPhases phases) => new()
    {
        EventId = run.Run.RunId.ToString(),
        KindIdentifier = name,
        Kind = name,
        KindIndex = 0,
        SyncState = state,
        Metrics = new SyncNumbers(phases),
    };
}
