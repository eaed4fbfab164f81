using Pipeline.Contracts;

namespace Pipeline.Ledger.Tests.Runs;

public abstract partial class RunLedgerContract
{
    [Fact]
    public async Task FindSeen_CompleteAttempt_HoldsEverythingThatItsPartsSaw()
    {
        SweepToo();
        await BeginAsync(Sample.Scope());
        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1)) with { Seen = ["of an attempt before"] }, Token);
        var batches = Enumerable.Range(1, 3).Select(page =>
            Sample.Batch(Sample.Page(page, attempt: 2)) with { Seen = [.. Enumerable.Range(0, 100).Select(number => $"{page}/{number}")] });
        Assert.Null(await _sut.FindSeenAsync(Sample.RunId, Sample.Scope(), attempt: 2, Token));
        foreach (var batch in batches)
        {
            await _sut.RecordBatchAsync(batch, Token);
        }

        await _sut.RecordScopeEndAsync(Sample.End(pages: 3, attempt: 2) with { FirstTicket = 17 }, Token);

        var seen = await _sut.FindSeenAsync(Sample.RunId, Sample.Scope(), attempt: 2, Token);
        Assert.Equal((300, 17), (seen!.Count, seen.FirstTicket));
        Assert.True(seen.Contains("1/0") && seen.Contains("3/99"));
        Assert.False(seen.Contains("4/0") || seen.Contains("of an attempt before"));
        Assert.Null(await _sut.FindSeenAsync(Sample.RunId, Sample.Scope(), attempt: 1, Token));
        await _sut.RecordSweepAsync(Sample.Sweep(Sample.Scope(), attempt: 2), Token);
        Assert.Null(await _sut.FindSeenAsync(Sample.RunId, Sample.Scope(), attempt: 2, Token));
    }

    [Fact]
    public async Task RecordBatch_DeliveredAgainBeforeItCounted_KeepsWhatTheLastDeliverySaid()
    {
        await BeginAsync(Sample.Scope());
        var batch = Sample.Batch(Sample.Page(1)).Rejecting(Sample.Rejection("a"));

        // The first delivery went under between its two writes: the part is stored, and counts for nothing.
        await StorePartAsync(batch.Rejecting(Sample.Rejection("old")));
        await _sut.RecordBatchAsync(batch, Token);
        await _sut.RecordBatchAsync(batch.Rejecting(Sample.Rejection("too late")), Token);

        Assert.Equal("a", Assert.Single((await RunAsync()).Rejected).Identifier);
    }

    [Fact]
    public async Task FindListing_Completed_OutlivesTheRun()
    {
        await BeginAsync(Sample.Scope(0), Sample.Scope(1));
        await CompleteAsync(Sample.RunId, ticket: 7, resources: 5);
        await _sut.RecordScopeEndAsync(Sample.End(pages: 1, Sample.Scope(1), Sample.Denied), Token);
        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1, Sample.Scope(1))), Token);

        Assert.Equal(
            new CompletedListing { RunId = Sample.RunId, FirstTicket = 7, CompletedAt = Now, Resources = 5 },
            await _sut.FindListingAsync(Sample.Scope(0), Token));
        Assert.Null(await _sut.FindListingAsync(Sample.Scope(1), Token));
    }

    [Fact]
    public async Task RecordScopeEnd_HeldSomethingAndListsNothing_IsEmptiedUntilARunAnHourLaterAgrees()
    {
        SweepToo();
        await RunOnceAsync(ticket: 1, resources: 5);
        var first = await RunOnceAsync(ticket: 2, resources: 0);
        Clock.Advance(TimeSpan.FromMinutes(59));
        var second = await RunOnceAsync(ticket: 3, resources: 0);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var third = await RunOnceAsync(ticket: 4, resources: 0);
        var fourth = await RunOnceAsync(ticket: 5, resources: 0);

        Assert.Equal([ScopeState.Emptied, ScopeState.Emptied, ScopeState.Complete, ScopeState.Complete], new[] { first, second, third, fourth }.Select(run => run.Scopes[0].State));
        Assert.Equal([RunOutcome.Partial, RunOutcome.Partial], new[] { first, second }.Select(run => run.Outcome));
        Assert.Equal([RunPhase.Sweeping, RunPhase.Sweeping], new[] { third, fourth }.Select(run => run.Phase));
        Assert.Equal((0, 5L), ((await _sut.FindListingAsync(Sample.Scope(), Token))!.Resources, (await _sut.FindListingAsync(Sample.Scope(), Token))!.FirstTicket));
    }

    [Fact]
    public async Task RecordScopeEnd_EmptiedScopeListsSomethingAgain_ForgetsIt()
    {
        await RunOnceAsync(ticket: 1, resources: 5);
        await RunOnceAsync(ticket: 2, resources: 0);
        Assert.Equal((5, Now), ((await _sut.FindListingAsync(Sample.Scope(), Token))!.Resources, (await _sut.FindListingAsync(Sample.Scope(), Token))!.EmptiedSince));
        await RunOnceAsync(ticket: 3, resources: 1);
        Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(ScopeState.Emptied, (await RunOnceAsync(ticket: 4, resources: 0)).Scopes[0].State);
    }
}
