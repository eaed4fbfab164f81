using Pipeline.Contracts;

namespace Pipeline.Ledger.Tests.Runs;

public abstract partial class RunLedgerContract
{
    [Fact]
    public async Task RecordBatch_LastPartOfLastPage_EndsTheRun()
    {
        await BeginAsync(Sample.Scope());
        await _sut.RecordListedAsync(Sample.Listed(Sample.Page(1), 3), Token);
        await _sut.RecordListedAsync(Sample.Listed(Sample.Page(1), 3), Token);
        Assert.Same(RunStep.None, await _sut.RecordScopeEndAsync(Sample.End(pages: 1), Token));
        Assert.Same(RunStep.None, await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1), 2, 2).Showing(2), Token));
        Assert.Equal(ScopeState.Open, (await ScopeAsync()).State);

        var step = await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1), 1, 2).Showing(1), Token);

        Assert.Equal(RunOutcome.Complete, step.Ended);
        var run = await RunAsync();
        Assert.Equal((RunOutcome.Complete, Now), (run.Outcome, run.EndedAt));
        var scope = Assert.Single(run.Scopes);
        Assert.Equal((ScopeState.Complete, 3, 4, 4, 0), (scope.State, scope.Listed, scope.Mapped, scope.Written, scope.Rejected));
    }

    [Fact]
    public async Task RecordScopeEnd_EmptyScope_EndsTheRunAndSaysSoToNobodyElse()
    {
        await BeginAsync(Sample.Scope());

        Assert.Equal(RunOutcome.Complete, (await _sut.RecordScopeEndAsync(Sample.End(pages: 0), Token)).Ended);
        Assert.Equal(RunOutcome.Complete, (await _sut.RecordScopeEndAsync(Sample.End(pages: 0), Token)).Ended);
        Assert.Same(RunStep.None, (await _sut.PlanAsync(Sample.RunId, Sample.Plan(Sample.Scope()), Token)).Step);
        Assert.Null((await _sut.FailRunAsync(Sample.RunId, "too late", Token)).Ended);
        Assert.Null((await RunAsync()).Failure);
    }

    [Fact]
    public async Task RecordBatch_PageBeyondTheAnnouncedOnes_DoesNotStandInForAMissingOne()
    {
        await BeginAsync(Sample.Scope());
        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1)), Token);
        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(3)), Token);

        Assert.Same(RunStep.None, await _sut.RecordScopeEndAsync(Sample.End(pages: 2), Token));
        Assert.Equal(RunOutcome.Complete, (await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(2)), Token)).Ended);
    }

    [Fact]
    public async Task RecordBatch_LaterAttempt_StartsAnew()
    {
        await BeginAsync(Sample.Scope());
        await _sut.RecordListedAsync(Sample.Listed(Sample.Page(1), 9), Token);
        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1)), Token);

        await _sut.RecordListedAsync(Sample.Listed(Sample.Page(1, attempt: 2), 5), Token);
        Assert.Same(RunStep.None, await _sut.RecordScopeEndAsync(Sample.End(pages: 1, attempt: 2), Token));
        Assert.Same(RunStep.None, await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(2)), Token));

        Assert.Equal(RunOutcome.Complete, (await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1, attempt: 2)).Showing(5), Token)).Ended);
        Assert.Equal((5, 2), ((await ScopeAsync()).Listed, (await ScopeAsync()).Mapped));
    }

    [Fact]
    public async Task RecordScopeEnd_FailedWithPagesOutstanding_WaitsForThem()
    {
        await BeginAsync(Sample.Scope(0), Sample.Scope(1));
        await _sut.RecordScopeEndAsync(Sample.End(pages: 0, Sample.Scope(1)), Token);

        Assert.Same(RunStep.None, await _sut.RecordScopeEndAsync(Sample.End(pages: 1, failure: Sample.Denied), Token));
        Assert.Equal(RunOutcome.Partial, (await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1)), Token)).Ended);
        Assert.Equal((ScopeState.Failed, Sample.Denied), ((await ScopeAsync()).State, (await ScopeAsync()).Failure));
    }

    [Fact]
    public async Task RecordScopeEnd_ListingBrokeDown_WaitsForThePagesThatWereListed()
    {
        await BeginAsync(Sample.Scope());
        await _sut.RecordListedAsync(Sample.Listed(Sample.Page(1), 1), Token);

        Assert.Same(RunStep.None, await _sut.RecordScopeEndAsync(Sample.End(pages: null, failure: Sample.Fault), Token));
        Assert.Equal(RunOutcome.Failed, (await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1)), Token)).Ended);
    }

    [Fact]
    public async Task RecordLostPage_OtherPagesOutstanding_WaitsForThem()
    {
        await BeginAsync(Sample.Scope(0), Sample.Scope(1));
        await _sut.RecordScopeEndAsync(Sample.End(pages: 0, Sample.Scope(1)), Token);
        await _sut.RecordScopeEndAsync(Sample.End(pages: 2), Token);

        Assert.Same(RunStep.None, await _sut.RecordLostPageAsync(Sample.Page(1), Sample.Fault, Token));
        Assert.Equal(RunOutcome.Partial, (await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(2)), Token)).Ended);
        Assert.Equal(Sample.Fault, (await ScopeAsync()).Failure);
    }

    [Theory]
    [InlineData(9, 2, "9 came out of the mapping")]
    [InlineData(10, 1, "2 entities were mapped, and 1 were written")]
    [InlineData(10, 3, "2 entities were mapped, and 3 were written")]
    public async Task RecordBatch_CountsThatDisagree_FailTheScopeSoThatNothingOfItIsSwept(int seen, int written, string reason)
    {
        await BeginAsync(Sample.Scope());
        await _sut.RecordListedAsync(Sample.Listed(Sample.Page(1), 10), Token);
        await _sut.RecordScopeEndAsync(Sample.End(1), Token);

        var step = await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1)).Showing(seen) with { Written = written }, Token);

        Assert.Equal((RunOutcome.Failed, 0), (step.Ended, step.Sweeps.Count));
        var failure = Assert.Single((await _sut.FindRunAsync(Sample.RunId, Token))!.Scopes).Failure!;
        Assert.Equal(FailureClass.Internal, failure.Class);
        Assert.Contains(reason, failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RecordBatch_APageThatADeadProcessHadPublishedComesTwice_IsNoDisagreement()
    {
        await BeginAsync(Sample.Scope());
        await _sut.RecordListedAsync(Sample.Listed(Sample.Page(1), 10), Token);
        await _sut.RecordScopeEndAsync(Sample.End(1), Token);

        var step = await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1)).Showing(11) with { Written = 2 }, Token);

        Assert.NotEqual(RunOutcome.Failed, step.Ended);
        Assert.Null(Assert.Single((await _sut.FindRunAsync(Sample.RunId, Token))!.Scopes).Failure);
    }
}
