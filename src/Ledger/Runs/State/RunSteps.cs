using Pipeline.Contracts;

namespace Pipeline.Ledger.Runs.State;

/// <summary>
/// Moves a run on: what closed a scope closes its group, and what closed the last group ends the listing. Every step
/// changes nothing when it is walked again, so that a crash between two of them only delays.
/// </summary>
internal sealed class RunSteps(RunStores stores, PlanStore plans, RunLedgerOptions options, TimeProvider time)
{
    /// <summary>A scope has closed.</summary>
    public async ValueTask<RunStep> ScopeClosedAsync(Guid runId, string scope, ScopeDocument closed, CancellationToken cancellationToken)
    {
        if (await plans.FindAsync(runId, cancellationToken) is not { } plan || plan.PlaceOf(scope) is not { } place)
        {
            return RunStep.None;
        }

        var closing = await ClosingAsync(runId, plan, place, closed, cancellationToken);
        return await CloseAsync(plan, place / GroupDocument.Size, [closing], $"closed {scope}", cancellationToken);
    }

    /// <summary>A plan stands: what of it has closed already, or could not even be tried, is noted.</summary>
    public async ValueTask<RunStep> PlannedAsync(PlanIndex plan, IReadOnlyList<ScopeDocument?> scopes, CancellationToken cancellationToken)
    {
        var step = RunStep.None;
        for (var group = 0; group < plan.Groups; group++)
        {
            List<ScopeClosing> closings = [];
            foreach (var place in Enumerable.Range(group * GroupDocument.Size, plan.SizeOf(group)))
            {
                if (plan.Plan.Scopes[place] is { Failure: not null } or { Left: not null } || scopes[place] is { IsClosed: true })
                {
                    closings.Add(await ClosingAsync(plan.Run.RunId, plan, place, scopes[place], cancellationToken));
                }
            }

            if (closings.Count > 0)
            {
                var next = await CloseAsync(plan, group, closings, RunMovers.Plan, cancellationToken);
                step = next == RunStep.None ? step : next;
            }
        }

        return step;
    }

    /// <summary>A sweep was proposed or done.</summary>
    /// <param name="plan">The plan of the run.</param>
    /// <param name="place">The place of the scope in it.</param>
    /// <param name="sweep">What stands of it.</param>
    /// <param name="approved">Which of its two orders says so.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<RunStep> SweptAsync(PlanIndex plan, int place, SweepRecord sweep, bool approved, CancellationToken cancellationToken)
    {
        var runId = plan.Run.RunId;
        var (group, index) = Math.DivRem(place, GroupDocument.Size);
        var state = await stores.Groups.ChangeAsync(
            RunKeys.Group(runId, group), document => document.Report(index, plan.SizeOf(group), sweep), cancellationToken);
        if (!state.IsReported)
        {
            return RunStep.None;
        }

        var due = await stores.Runs.ChangeAsync(
            RunKeys.Run(runId), run => run.ReportGroup(group, state, By(plan.Names[place], approved), time.GetUtcNow()), cancellationToken);
        return await ToStepAsync(plan, due, cancellationToken);
    }

    /// <summary>Everything that was under way in a run is lost.</summary>
    public async ValueTask<RunStep> RecoverAsync(PlanIndex plan, CancellationToken cancellationToken)
    {
        var runId = plan.Run.RunId;
        var run = await stores.Runs.FindAsync(RunKeys.Run(runId), cancellationToken);
        switch (run?.Phase)
        {
            case RunPhase.Listing:
                await AbandonAsync(plan, cancellationToken);
                return RunStep.None;
            case RunPhase.Sweeping:
                return await SweepsAsync(plan, run.IsWeighed, cancellationToken);
            default:
                return new RunStep { Ended = run?.Standing };
        }
    }

    private async ValueTask AbandonAsync(PlanIndex plan, CancellationToken cancellationToken)
    {
        var keys = plan.Names.Select(name => RunKeys.Scope(plan.Run.RunId, name)).ToList();
        foreach (var (key, scope) in keys.Zip(await stores.Scopes.FindAsync(keys, cancellationToken)))
        {
            if (scope is { IsClosed: false })
            {
                await stores.Scopes.ChangeAsync(key, document => document.Abandon(), cancellationToken);
            }
        }
    }

    private async ValueTask<ScopeClosing> ClosingAsync(
        Guid runId, PlanIndex plan, int place, ScopeDocument? closed, CancellationToken cancellationToken)
    {
        if (plan.Plan.Scopes[place].Left is not null)
        {
            return new ScopeClosing(place % GroupDocument.Size, ScopeVerdict.Left, Attempt: 1, GroupSum.OfScope(ScopeVerdict.Left, scope: null));
        }

        var verdict = closed is { IsComplete: true } && plan.Plan.Scopes[place].Failure is null
            ? await stores.Listings.ChangeAsync(
                RunKeys.Listing(plan.Names[place]), listing => listing.Complete(runId, closed, options.EmptiedQuiet), cancellationToken)
            : ScopeVerdict.Failed;
        return new ScopeClosing(place % GroupDocument.Size, verdict, closed?.Attempt ?? 1, GroupSum.OfScope(verdict, closed));
    }

    private async ValueTask<RunStep> CloseAsync(
        PlanIndex plan, int group, IReadOnlyList<ScopeClosing> closings, string by, CancellationToken cancellationToken)
    {
        var runId = plan.Run.RunId;
        var count = plan.SizeOf(group);
        var state = await stores.Groups.ChangeAsync(
            RunKeys.Group(runId, group),
            document => document.Close(closings, count),
            cancellationToken);
        if (!state.IsClosed)
        {
            return RunStep.None;
        }

        var due = await stores.Runs.ChangeAsync(
            RunKeys.Run(runId), run => run.CloseGroup(group, state.Listing, by, options.Sweeps, time.GetUtcNow()), cancellationToken);
        return await ToStepAsync(plan, due, cancellationToken);
    }

    private async ValueTask<RunStep> ToStepAsync(PlanIndex plan, RunDue due, CancellationToken cancellationToken) => due switch
    {
        { Ended: { } outcome } => new RunStep { Ended = outcome },
        { Sweep: true } => await SweepsAsync(plan, approved: false, cancellationToken),
        { SweepApproved: true } => await SweepsAsync(plan, approved: true, cancellationToken),
        _ => RunStep.None,
    };

    private async ValueTask<RunStep> SweepsAsync(PlanIndex plan, bool approved, CancellationToken cancellationToken)
    {
        var groups = await stores.Groups.FindAsync(
            [.. Enumerable.Range(0, plan.Groups).Select(group => RunKeys.Group(plan.Run.RunId, group))], cancellationToken);
        return new RunStep
        {
            Sweeps =
            [
                .. groups.SelectMany((group, number) => Enumerable.Range(0, plan.SizeOf(number))
                    .Where(index => group is not null && group.Complete.Has(index)
                        && (approved ? group.Proposed.Has(index) && !group.Swept.Has(index) : !group.Reported.Has(index)))
                    .Select(index => ToSweep(plan, (number * GroupDocument.Size) + index, group!.AttemptOf(index), approved))),
            ],
        };
    }

    // One scope is asked twice where it proposes. Who it was is told by the order and not by what stands: when the first
    // order comes again, the second may have been carried out, and others of those that it had approved were never said.
    private static string By(string scope, bool approved) => $"{(approved ? "swept" : "proposed")} {scope}";

    private static SweepScope ToSweep(PlanIndex plan, int place, int attempt, bool approved) => new()
    {
        RunId = plan.Run.RunId,
        MappingVersion = plan.Run.MappingVersion,
        Scope = plan.Plan.Scopes[place].Scope,
        Attempt = attempt,
        Approved = approved,
    };
}
