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
    [InlineData(FindingKind.SelectorFault, RunOutcome.Partial)]
    [InlineData(FindingKind.OverBudget, RunOutcome.Partial)]
    [InlineData(FindingKind.DoesNotCompile, RunOutcome.Partial)]
    [InlineData(FindingKind.NullField, RunOutcome.Complete)]
    [InlineData(FindingKind.FieldError, RunOutcome.Complete)]
    [InlineData(FindingKind.FilteredOut, RunOutcome.Complete)]
    [InlineData(FindingKind.Dropped, RunOutcome.Complete)]
    public async Task RecordBatch_WithFinding_CountsOnlyFaultsAgainstTheRun(FindingKind kind, RunOutcome expected)
    {
        await BeginAsync(Sample.Scope());
        await _sut.RecordScopeEndAsync(Sample.End(pages: 1), Token);

        Assert.Equal(expected, (await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1)) with { Findings = [Sample.Finding(kind)] }, Token)).Ended);
    }

    [Fact]
    public async Task RecordBatch_SameEntityRejectedTwice_IsReportedOnceAndPartial()
    {
        await BeginAsync(Sample.Scope());
        await _sut.RecordScopeEndAsync(Sample.End(pages: 2), Token);
        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1)).Rejecting(Sample.Rejection("a")), Token);

        var step = await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(2)).Rejecting(Sample.Rejection("a")), Token);

        Assert.Equal(RunOutcome.Partial, step.Ended);
        Assert.Equal(Sample.Rejection("a"), Assert.Single((await RunAsync()).Rejected));
        Assert.Equal(2, (await ScopeAsync()).Rejected);
    }

    [Fact]
    public async Task RecordBatch_ManyRejections_KeepsSomeAndCountsAll()
    {
        await BeginAsync(Sample.Scope());
        var rejected = Enumerable.Range(0, RunLimits.RejectionsKept + 7).Select(number => Sample.Rejection($"entity-{number}")).ToList();

        foreach (var (page, some) in rejected.Chunk(RunLimits.RejectionsKeptOfAPart).Index())
        {
            await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(page + 1)).Rejecting(some), Token);
        }

        Assert.Equal(RunLimits.RejectionsKept, (await RunAsync()).Rejected.Count);
        Assert.Equal(rejected.Count, (await ScopeAsync()).Rejected);
    }

    [Fact]
    public async Task Plan_NothingThatCanBeListed_Fails()
    {
        await _sut.BeginRunAsync(Sample.Run(), Token);

        var plan = new RunPlan { Scopes = [Sample.Planned(Sample.Scope(), Sample.Denied)] };

        Assert.Equal(RunOutcome.Failed, (await _sut.PlanAsync(Sample.RunId, plan, Token)).Step.Ended);
    }

    [Fact]
    public async Task Plan_Again_KeepsTheFirst()
    {
        await BeginAsync(Sample.Scope(0));
        await _sut.PlanAsync(Sample.RunId, Sample.Plan(Sample.Scope(1)), Token);

        Assert.Equal(Sample.Scope(0), (await ScopeAsync()).Scope);
        Assert.Same(RunStep.None, await _sut.RecordScopeEndAsync(Sample.End(pages: 0, Sample.Scope(1)), Token));
        Assert.Equal(RunOutcome.Complete, (await _sut.RecordScopeEndAsync(Sample.End(pages: 0, Sample.Scope(0)), Token)).Ended);
    }

    [Fact]
    public async Task FailRun_Unplanned_EndsItWithTheFirstReason()
    {
        await _sut.BeginRunAsync(Sample.Run(), Token);

        Assert.Equal(RunOutcome.Failed, (await _sut.FailRunAsync(Sample.RunId, "no accounts", Token)).Ended);
        Assert.Equal(RunOutcome.Failed, (await _sut.FailRunAsync(Sample.RunId, "again", Token)).Ended);
        Assert.Equal("no accounts", (await RunAsync()).Failure);
    }

    [Fact]
    public async Task BeginRun_ByTwoProcessesAtTheirOwnTimes_IsOneRunInTheList()
    {
        await _sut.BeginRunAsync(Sample.Run(), Token);
        await _sut.BeginRunAsync(Sample.Run() with { StartedAt = Now.AddSeconds(1) }, Token);

        Assert.Equal(Sample.Run(), Assert.Single(await _sut.ListRunsAsync(Token).ToListAsync(Token)).Run);
    }

    [Fact]
    public async Task BeginRun_ManyRuns_ForgetsTheOldest()
    {
        var runs = Enumerable.Range(0, RunLimits.RunsKept + 1)
            .Select(number => Sample.Run(Guid.NewGuid()) with { StartedAt = DateTimeOffset.UnixEpoch.AddMinutes(number) }).ToList();
        foreach (var run in runs)
        {
            await _sut.BeginRunAsync(run, Token);
            await _sut.BeginRunAsync(run, Token);
        }

        Assert.Null(await _sut.FindRunAsync(runs[0].RunId, Token));
        await Assert.AllAsync(runs.Skip(1), async run => Assert.Equal(run, (await _sut.FindRunAsync(run.RunId, Token))?.Run));
        Assert.Null((await _sut.FailRunAsync(runs[0].RunId, "unknown", Token)).Ended);
    }

    [Fact]
    public async Task NextTicket_ConcurrentCallers_GivesEachItsOwn()
    {
        Assert.SkipWhen(NotAtomic is not null, NotAtomic ?? string.Empty);
        var tickets = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            Task.Run(async () => await _sut.NextTicketAsync("100000000001", "eu-west-1", Token))));

        Assert.Equal(Enumerable.Range(1, 200).Select(ticket => (long)ticket), tickets.Order());
        Assert.Equal(1, await _sut.NextTicketAsync("100000000001", "us-east-1", Token));
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

    [Fact]
    public async Task RecordBatch_AttemptAfterAnother_TellsNothingOfTheFirst()
    {
        await BeginAsync(Sample.Scope());
        await _sut.RecordBatchAsync(
            Sample.Batch(Sample.Page(1)).Rejecting(Sample.Rejection("a")) with { Findings = [Sample.Finding(FindingKind.NullField)] }, Token);
        await _sut.RecordBatchAsync(
            Sample.Batch(Sample.Page(1, attempt: 2)).Rejecting(Sample.Rejection("b")) with { Findings = [Sample.Finding(FindingKind.NullField)] }, Token);

        await _sut.RecordScopeEndAsync(Sample.End(1, attempt: 2), Token);

        var run = (await _sut.FindRunAsync(Sample.RunId, Token))!;
        Assert.Equal("b", Assert.Single(run.Rejected).Identifier);
        Assert.Equal(1, Assert.Single(run.Findings).Count);
        Assert.Equal((1, 1), (run.Totals.Rejected, Assert.Single(run.Scopes).Rejected));
    }

    [Fact]
    public async Task RecordBatch_ManyRejectionsWithLongReasons_FitIntoOneItem()
    {
        await BeginAsync(Sample.Scope());
        var dice = new Random(1);
        var rejected = Enumerable.Range(0, 5000)
            .Select(number => Sample.Rejection($"{number}") with { Reason = Convert.ToHexString(Noise(dice, 4000)) }).ToList();
        await _sut.RecordScopeEndAsync(Sample.End(1), Token);

        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1)).Rejecting(rejected), Token);

        var run = (await _sut.FindRunAsync(Sample.RunId, Token))!;
        Assert.Equal((5000, RunLimits.RejectionsKeptOfAPart), (run.Totals.Rejected, run.Rejected.Count));
        Assert.All(run.Rejected, entity => Assert.True(entity.Reason.Length <= RunLimits.LongestReason + 1));
    }

    private static byte[] Noise(Random dice, int bytes)
    {
        var noise = new byte[bytes];
        dice.NextBytes(noise);
        return noise;
    }
}
