using Pipeline.Contracts;

namespace Pipeline.Ledger.Tests.Runs;

public abstract partial class RunLedgerContract
{
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
}
