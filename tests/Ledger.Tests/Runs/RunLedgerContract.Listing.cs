using Pipeline.Contracts;

namespace Pipeline.Ledger.Tests.Runs;

public abstract partial class RunLedgerContract
{
    [Fact]
    public async Task ResumeListing_FirstTime_BeginsAtTheFirstPage()
    {
        await BeginAsync(Sample.Scope());

        var checkpoint = await ResumeAsync();

        Assert.Equal(new ListingCheckpoint { Session = 1, Pages = 0, Resources = 0, FirstTicket = 0 }, checkpoint);
        Assert.Equal(Now, (await ScopeAsync()).StartedAt);
    }

    [Fact]
    public async Task ResumeListing_AfterSomePages_GoesOnFromTheLastToken()
    {
        await BeginAsync(Sample.Scope());
        await ResumeAsync();
        await ListAsync(1, session: 1, token: "one");
        await ListAsync(2, session: 1, token: "two");

        var checkpoint = await ResumeAsync();

        Assert.Equal(
            new ListingCheckpoint { Session = 2, Pages = 3, Resources = 20, FirstTicket = 101, Region = "eu-west-1", Token = "two" },
            checkpoint);
    }

    [Fact]
    public async Task RecordListed_ByOneWhoWasReplaced_SaysStop()
    {
        await BeginAsync(Sample.Scope());
        await ResumeAsync();
        Assert.True(await ListAsync(1, session: 1, token: "one"));
        Assert.True(await ListAsync(1, session: 1, token: "one"));
        await ResumeAsync();

        Assert.False(await ListAsync(2, session: 1, token: "late"));
        Assert.True(await ListAsync(3, session: 2, token: "two"));
        Assert.Equal(20, (await ScopeAsync()).Listed);
    }

    [Fact]
    public async Task RecordBatch_PageOfOneWhoWasReplaced_CountsForNothing()
    {
        await BeginAsync(Sample.Scope());
        await ResumeAsync();
        await ListAsync(1, session: 1, token: "one");
        await ResumeAsync();

        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1)).Showing(10), Token);
        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(2)).Showing(10), Token);
        await ListAsync(3, session: 2, token: null, isLast: true);
        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(3)).Showing(10), Token);

        Assert.Equal(RunOutcome.Complete, (await _sut.RecordScopeEndAsync(Sample.End(pages: 3), Token)).Ended);
        Assert.Equal((20, 4), ((await ScopeAsync()).Listed, (await ScopeAsync()).Mapped));
    }

    // A listing whose last page does not say that it is the last is listed anew by whoever takes it up.
    [Fact]
    public async Task RecordScopeEnd_OfOneWhoWasReplacedAfterItsLastPage_CountsWhatThatOneListed()
    {
        await BeginAsync(Sample.Scope());
        await ResumeAsync();
        await ListAsync(1, session: 1, token: null);
        await ResumeAsync();
        await ListAsync(3, session: 2, token: null);

        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1)).Showing(10), Token);

        Assert.Equal(RunOutcome.Complete, (await _sut.RecordScopeEndAsync(Sample.End(pages: 1), Token)).Ended);
        Assert.Equal(10, (await ScopeAsync()).Listed);
    }

    [Fact]
    public async Task ResumeListing_AllPagesListed_AsksOnlyForTheEnd()
    {
        await BeginAsync(Sample.Scope());
        await ResumeAsync();
        await ListAsync(1, session: 1, token: null, isLast: true);

        var checkpoint = await ResumeAsync();

        Assert.True(checkpoint!.IsAtEnd);
        Assert.Equal((1, 10, 101), (checkpoint.Pages, checkpoint.Resources, checkpoint.FirstTicket));
    }

    [Fact]
    public async Task ResumeListing_NothingLeftToList_IsNull()
    {
        await BeginAsync(Sample.Scope(0), Sample.Scope(1), Sample.Scope(2));
        await _sut.RecordScopeEndAsync(Sample.End(pages: 3), Token);
        await _sut.ResumeListingAsync(Sample.RunId, Sample.Scope(1), attempt: 2, Token);

        Assert.Null(await ResumeAsync());
        Assert.Null(await _sut.ResumeListingAsync(Sample.RunId, Sample.Scope(1), attempt: 1, Token));
        Assert.Null(await _sut.ResumeListingAsync(Guid.NewGuid(), Sample.Scope(2), attempt: 1, Token));
        await _sut.StopRunAsync(Sample.RunId, RunOutcome.Cancelled, "enough", Token);
        Assert.Null(await _sut.ResumeListingAsync(Sample.RunId, Sample.Scope(2), attempt: 1, Token));
    }

    [Fact]
    public async Task Plan_Redelivered_AnswersTheFirstPlanAndWhatIsLeftOfIt()
    {
        Scope[] scopes = [.. Enumerable.Range(0, 600).Select(Sample.Scope)];
        await BeginAsync(scopes);
        await _sut.RecordScopeEndAsync(Sample.End(pages: 1, scopes[300]), Token);
        await _sut.ResumeListingAsync(Sample.RunId, scopes[301], attempt: 2, Token);

        var standing = await Ledger(new RunLedgerOptions()).PlanAsync(Sample.RunId, Sample.Plan(Sample.Scope(9999)), Token);

        Assert.Equal(scopes, standing.Plan.Scopes.Select(planned => planned.Scope));
        Assert.Equal(scopes.Where((_, number) => number != 300), standing.Open.Select(open => open.Planned.Scope));
        Assert.Equal([1, 2], standing.Open.Select(open => open.Attempt).Distinct());
        Assert.Equal(standing.Open.Count, (await _sut.FindPlanAsync(Sample.RunId, Token))!.Open.Count);
    }

    [Fact]
    public async Task FindPlan_NotPlanned_IsNull()
    {
        await _sut.BeginRunAsync(Sample.Run(), Token);

        Assert.Null(await _sut.FindPlanAsync(Sample.RunId, Token));
        Assert.Empty((await _sut.PlanAsync(Guid.NewGuid(), Sample.Plan(Sample.Scope()), Token)).Open);
    }

    [Fact]
    public async Task RecordScopeEnd_ManyScopesAndProcesses_EndTheRunForOneOfThem()
    {
        Scope[] scopes = [.. Enumerable.Range(0, 520).Select(Sample.Scope)];
        await BeginAsync(scopes);
        TableRunLedger[] processes = [_sut, Ledger(new RunLedgerOptions()), Ledger(new RunLedgerOptions())];

        var steps = await Task.WhenAll(scopes.Select((scope, number) => Task.Run(async () =>
            await processes[number % 3].RecordScopeEndAsync(Sample.End(pages: 0, scope), Token))));

        Assert.Equal([RunOutcome.Complete], steps.Select(step => step.Ended).OfType<RunOutcome>());
        Assert.Equal(520, (await RunAsync()).Totals.Complete);
    }

    private ValueTask<ListingCheckpoint?> ResumeAsync() => _sut.ResumeListingAsync(Sample.RunId, Sample.Scope(), attempt: 1, Token);

    private ValueTask<bool> ListAsync(int page, int session, string? token, bool isLast = false) => _sut.RecordListedAsync(
        new ListedPage
        {
            Batch = Sample.Page(page),
            Session = session,
            Ticket = 100 + page,
            Resources = 10,
            Region = "eu-west-1",
            Token = token,
            IsLast = isLast,
        },
        Token);
}
