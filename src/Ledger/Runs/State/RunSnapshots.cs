using Pipeline.Contracts;

namespace Pipeline.Ledger.Runs.State;

/// <summary>Puts the documents of a run into the form that is shown.</summary>
internal static class RunSnapshots
{
    /// <summary>The run without its scopes.</summary>
    public static RunSnapshot Of(RunDocument run) => new()
    {
        Run = run.Record!,
        Phase = run.Phase,
        Outcome = run.Standing,
        EndedAt = run.EndedAt,
        Failure = run.Failure,
        Errors = run.Errors,
        IsSettled = run.Aftermath is not null,
        Unattributed = run.Aftermath?.Unattributed,
        Planned = run.PlanId is not null,
        Notes = [],
        Scopes = [],
        Rejected = [],
        Findings = [],
        Totals = new RunTotals
        {
            Scopes = run.Scopes,
            Complete = run.Sum.Complete,
            Failed = run.Sum.Failed,
            Emptied = run.Sum.Emptied,
            Left = run.Sum.Left,
            Listed = run.Sum.Counts.Listed,
            Mapped = run.Sum.Counts.Mapped,
            Written = run.Sum.Counts.Written + (run.Aftermath?.Written ?? 0),
            Unchanged = run.Sum.Counts.Unchanged,
            Rejected = run.Sum.Counts.Rejected + (run.Aftermath?.Rejected ?? 0),
            Deleted = run.Sum.Counts.Deleted + (run.Aftermath?.Unattributed?.Deleted ?? 0),
            Held = run.Sum.Counts.Held,
            MappingChanges = run.Sum.Counts.MappingChanges,
            Collisions = run.Sum.Counts.Collisions,
            AwsCalls = run.Sum.Counts.AwsCalls,
            AwsRetries = run.Sum.Counts.AwsRetries,
            PortCalls = run.Sum.Counts.PortCalls,
            PortRetries = run.Sum.Counts.PortRetries,
        },
    };

    /// <summary>A scope of it.</summary>
    public static ScopeSnapshot Of(
        RunDocument run, PlannedScope planned, ScopeDocument? scope, IReadOnlyList<GroupDocument?> groups, int place)
    {
        var sum = scope?.Sum ?? new Counts();
        var sweep = SweepOf(run, scope);
        var swept = sweep is null ? new Counts() : Counts.Of(sweep);
        var failure = planned.Failure ?? scope?.Failure;
        return new ScopeSnapshot
        {
            Scope = planned.Scope,
            State = StateOf(run, planned, scope, groups[place / GroupDocument.Size], place % GroupDocument.Size),
            Failure = failure,
            Left = planned.Left,
            Attempt = Math.Max(1, scope?.Attempt ?? 1),
            Listed = sum.Listed,
            Mapped = sum.Mapped,
            Written = sum.Written + swept.Written,
            Rejected = sum.Rejected + swept.Rejected,
            Unchanged = sum.Unchanged,
            Passed = sum.Passed,
            Parked = sum.Parked,
            Deleted = sum.Deleted + swept.Deleted,
            Held = sum.Held + swept.Held,
            Collisions = sum.Collisions,
            AwsCalls = sum.AwsCalls,
            AwsRetries = sum.AwsRetries,
            PortCalls = sum.PortCalls + swept.PortCalls,
            PortRetries = sum.PortRetries + swept.PortRetries,
            StartedAt = scope?.StartedAt,
            ListedAt = scope?.ListedAt,
            EndedAt = scope?.EndedAt,
            Sweep = sweep,
        };
    }

    private static SweepRecord? SweepOf(RunDocument run, ScopeDocument? scope) =>
        scope?.Sweep is { Result: SweepResult.Proposed } proposed && run.HeldBecause is { } reason
            ? proposed with { Result = SweepResult.Held, Reason = reason }
            : scope?.Sweep;

    private static ScopeState StateOf(RunDocument run, PlannedScope planned, ScopeDocument? scope, GroupDocument? group, int index) =>
        planned.Failure is not null ? ScopeState.Failed
        : planned.Left is not null ? ScopeState.Left
        : scope is not { IsClosed: true } ? (run.Outcome is RunOutcome.Cancelled or RunOutcome.Superseded ? ScopeState.Cancelled : ScopeState.Open)
        : scope.Failure is not null ? ScopeState.Failed
        : group is not null && group.Emptied.Has(index) ? ScopeState.Emptied
        : ScopeState.Complete;
}
