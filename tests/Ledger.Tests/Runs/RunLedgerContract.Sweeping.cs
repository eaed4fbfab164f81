using Pipeline.Contracts;
using Pipeline.Ledger.Runs.State;

namespace Pipeline.Ledger.Tests.Runs;

public abstract partial class RunLedgerContract
{
    [Fact]
    public async Task RecordBatch_LastOfTheRun_AsksForTheSweepOfWhatIsComplete()
    {
        SweepToo();
        await BeginAsync(Sample.Scope(0), Sample.Scope(1), Sample.Scope(2));
        await _sut.RecordScopeEndAsync(Sample.End(pages: 1, Sample.Scope(1), Sample.Denied), Token);
        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1, Sample.Scope(1))), Token);
        await _sut.RecordScopeEndAsync(Sample.End(pages: 1, Sample.Scope(2), attempt: 3), Token);
        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1, Sample.Scope(2), attempt: 3)), Token);

        var step = await _sut.RecordScopeEndAsync(Sample.End(pages: 0), Token);

        Assert.Null(step.Ended);
        Assert.Equal([(Sample.Scope(0), 1, false), (Sample.Scope(2), 3, false)], step.Sweeps.Select(sweep => (sweep.Scope, sweep.Attempt, sweep.Approved)));
        Assert.All(step.Sweeps, sweep => Assert.Equal((Sample.RunId, "v1"), (sweep.RunId, sweep.MappingVersion)));
        Assert.Equal(RunPhase.Sweeping, (await RunAsync()).Phase);
        Assert.Equal(step.Sweeps, (await _sut.RecordScopeEndAsync(Sample.End(pages: 0), Token)).Sweeps);
        Assert.Empty((await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1, Sample.Scope(1))), Token)).Sweeps);
    }

    [Fact]
    public async Task RecordSweep_LastOne_EndsTheRunAndSaysSoAgain()
    {
        SweepToo();
        await BeginAsync(Sample.Scope(0), Sample.Scope(1));
        await CloseAsync(Sample.Scope(0), Sample.Scope(1));

        Assert.Same(RunStep.None, await _sut.RecordSweepAsync(Sample.Sweep(Sample.Scope(0), gone: 3), Token));
        Assert.Equal(RunOutcome.Complete, (await _sut.RecordSweepAsync(Sample.Sweep(Sample.Scope(1)), Token)).Ended);
        Assert.Equal(RunOutcome.Complete, (await _sut.RecordSweepAsync(Sample.Sweep(Sample.Scope(1)), Token)).Ended);
        Assert.Same(RunStep.None, await _sut.RecordSweepAsync(Sample.Sweep(Sample.Scope(0), gone: 3), Token));

        var run = await RunAsync();
        Assert.Equal((RunPhase.Finished, 3, 0), (run.Phase, run.Totals.Deleted, run.Totals.Held));
        Assert.Equal([3, 0], run.Scopes.Select(scope => scope.Deleted));
    }

    [Fact]
    public async Task RecordSweep_OneHeld_IsPartialAndTellsWhy()
    {
        SweepToo();
        await BeginAsync(Sample.Scope());
        await CloseAsync(Sample.Scope());

        var step = await _sut.RecordSweepAsync(
            Sample.Sweep(Sample.Scope(), gone: 40, SweepResult.Held) with { Reason = "40 of 100 entities would be deleted." }, Token);

        Assert.Equal(RunOutcome.Partial, step.Ended);
        Assert.Equal("40 of 100 entities would be deleted.", (await ScopeAsync()).Sweep!.Reason);
        Assert.Equal((40, 0), ((await ScopeAsync()).Held, (await ScopeAsync()).Deleted));
        Assert.Equal(40, (await RunAsync()).Totals.Held);
    }

    [Fact]
    public async Task RecordSweep_BeforeTheListingHasEnded_IsIgnored()
    {
        SweepToo();
        await BeginAsync(Sample.Scope(0), Sample.Scope(1));
        await CloseAsync(Sample.Scope(0));

        Assert.Same(RunStep.None, await _sut.RecordSweepAsync(Sample.Sweep(Sample.Scope(1)), Token));
        await CloseAsync(Sample.Scope(1));

        Assert.Equal(RunPhase.Sweeping, (await RunAsync()).Phase);
    }

    [Fact]
    public async Task RecordSweep_ProposalsWithinTheThreshold_AreAskedForAgainApproved()
    {
        SweepToo();
        Scope[] scopes = [Sample.Scope(0), Sample.Scope(1), Sample.Scope(2)];
        await BeginAsync(Sample.Run() with { DeletionThreshold = 0.3 }, scopes);
        await CloseAsync(scopes);
        await _sut.RecordSweepAsync(Sample.Sweep(scopes[0], gone: 50, SweepResult.Proposed), Token);
        await _sut.RecordSweepAsync(Sample.Sweep(scopes[1]), Token);

        var step = await _sut.RecordSweepAsync(Sample.Sweep(scopes[2], gone: 40, SweepResult.Proposed), Token);

        Assert.Null(step.Ended);
        Assert.Equal([(scopes[0], true), (scopes[2], true)], step.Sweeps.Select(sweep => (sweep.Scope, sweep.Approved)));
        Assert.Equal(step.Sweeps, (await _sut.RecordSweepAsync(Sample.Sweep(scopes[2], gone: 40, SweepResult.Proposed), Token)).Sweeps);
        Assert.Null((await _sut.RecordSweepAsync(Sample.Sweep(scopes[0], gone: 49) with { Approved = true }, Token)).Ended);
        Assert.Equal(RunOutcome.Complete, (await _sut.RecordSweepAsync(Sample.Sweep(scopes[2], gone: 40) with { Approved = true }, Token)).Ended);
        Assert.Equal(89, (await RunAsync()).Totals.Deleted);
    }

    [Fact]
    public async Task RecordSweep_ProposalsAboveTheThreshold_AreAllHeld()
    {
        SweepToo();
        Scope[] scopes = [Sample.Scope(0), Sample.Scope(1)];
        await BeginAsync(Sample.Run() with { DeletionThreshold = 0.3 }, scopes);
        await CloseAsync(scopes);
        await _sut.RecordSweepAsync(Sample.Sweep(scopes[0], gone: 60, SweepResult.Proposed), Token);

        var step = await _sut.RecordSweepAsync(Sample.Sweep(scopes[1], gone: 1), Token);

        Assert.Equal(RunOutcome.Partial, step.Ended);
        Assert.Empty(step.Sweeps);
        var run = await RunAsync();
        Assert.Equal((SweepResult.Held, 60), (run.Scopes[0].Sweep!.Result, run.Scopes[0].Held));
        Assert.Contains("61 of 200", run.Scopes[0].Sweep!.Reason, StringComparison.Ordinal);
        Assert.Equal((1, 60), (run.Totals.Deleted, run.Totals.Held));
    }

    [Fact]
    public async Task RecordSweep_ThresholdOfZero_HoldsEverythingButNothing()
    {
        SweepToo();
        await BeginAsync(Sample.Run() with { DeletionThreshold = 0 }, Sample.Scope());
        await CloseAsync(Sample.Scope());

        Assert.Equal(RunOutcome.Partial, (await _sut.RecordSweepAsync(Sample.Sweep(Sample.Scope(), gone: 1, SweepResult.Proposed), Token)).Ended);
    }

    [Fact]
    public async Task StopRun_Cancelled_EndsItAndCancelsItsOpenScopes()
    {
        SweepToo();
        await BeginAsync(Sample.Scope(0), Sample.Scope(1));
        await CloseAsync(Sample.Scope(0));

        Assert.Equal(RunOutcome.Cancelled, (await _sut.StopRunAsync(Sample.RunId, RunOutcome.Cancelled, "asked to", Token)).Ended);
        Assert.Equal(RunOutcome.Cancelled, (await _sut.StopRunAsync(Sample.RunId, RunOutcome.Superseded, "later", Token)).Ended);
        Assert.Same(RunStep.None, await _sut.RecordScopeEndAsync(Sample.End(pages: 0, Sample.Scope(1)), Token));
        Assert.False(await ListAsync(1, session: 1, token: null));

        var run = await RunAsync();
        Assert.Equal((RunOutcome.Cancelled, "asked to", RunPhase.Finished), (run.Outcome, run.Failure, run.Phase));
        Assert.Equal(ScopeState.Complete, run.Scopes[0].State);
    }

    [Fact]
    public async Task ListRuns_Several_NewestFirstWithTheirTotals()
    {
        var first = Sample.Run(Guid.NewGuid()) with { StartedAt = Now };
        var second = Sample.Run(Guid.NewGuid()) with { StartedAt = Now + TimeSpan.FromSeconds(1), Only = new RunFilter { Kinds = ["AWS::S3::Bucket"] } };
        await BeginAsync(first, Sample.Scope());
        await CompleteAsync(first.RunId, ticket: 1, resources: 5);
        await _sut.BeginRunAsync(second, Token);

        var runs = await _sut.ListRunsAsync(Token).ToListAsync(Token);

        Assert.Equal([second.RunId, first.RunId], runs.Select(run => run.Run.RunId));
        Assert.Equal(["AWS::S3::Bucket"], runs[0].Run.Only!.Kinds);
        Assert.Equal((RunOutcome.Complete, 1, 5, 2), (runs[1].Outcome, runs[1].Totals.Complete, runs[1].Totals.Listed, runs[1].Totals.Written));
    }

    private void SweepToo() => _sut = Ledger(new RunLedgerOptions { Sweeps = true });

    private async Task CloseAsync(params Scope[] scopes)
    {
        foreach (var scope in scopes)
        {
            await _sut.RecordScopeEndAsync(Sample.End(pages: 0, scope), Token);
        }
    }

    private async Task<RunSnapshot> RunOnceAsync(long ticket, int resources)
    {
        var run = Sample.Run(Guid.NewGuid());
        await BeginAsync(run, Sample.Scope());
        await CompleteAsync(run.RunId, ticket, resources);
        return (await _sut.FindRunAsync(run.RunId, Token))!;
    }

    private async Task CompleteAsync(Guid runId, long ticket, int resources)
    {
        var page = Sample.Page(1) with { RunId = runId };
        await _sut.RecordListedAsync(Sample.Listed(page, resources) with { Ticket = ticket }, Token);
        await _sut.RecordBatchAsync(Sample.Batch(page).Showing(resources), Token);
        await _sut.RecordScopeEndAsync(Sample.End(pages: 1) with { RunId = runId, FirstTicket = ticket }, Token);
    }

    private async Task StorePartAsync(BatchRecord batch)
    {
        var stores = new RunStores(_table, Clock);
        await new PartStore(stores, Clock).WriteAsync(batch, Token);
    }
}
