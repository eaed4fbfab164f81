using Pipeline.Contracts;

namespace Pipeline.Ledger.Tests.Runs;

public abstract partial class RunLedgerContract
{
    [Fact]
    public async Task RepeatSweep_OfTheOneThatEndedTheRun_TellsItsEndAgainAndNoOtherDoes()
    {
        SweepToo();
        Scope[] scopes = [Sample.Scope(0), Sample.Scope(1)];
        await BeginAsync(scopes);
        await CloseAsync(scopes);
        await _sut.RecordSweepAsync(Sample.Sweep(scopes[0]), Token);
        Assert.Null((await _sut.RepeatSweepAsync(Sample.Order(scopes[0]), Token)).Ended);
        await _sut.RecordSweepAsync(Sample.Sweep(scopes[1]), Token);

        // The process that recorded it is gone: another has the order again.
        _sut = Ledger(new RunLedgerOptions { Sweeps = true });

        Assert.Null(await _sut.FindSeenAsync(Sample.RunId, scopes[1], 1, Token));
        Assert.Equal(RunOutcome.Complete, (await _sut.RepeatSweepAsync(Sample.Order(scopes[1]), Token)).Ended);
        Assert.Null((await _sut.RepeatSweepAsync(Sample.Order(scopes[0]), Token)).Ended);
        Assert.Null((await _sut.RepeatSweepAsync(Sample.Order(Sample.Scope(9)), Token)).Ended);
    }

    [Theory]
    [InlineData(SweepResult.Proposed)]
    [InlineData(SweepResult.Swept)]
    public async Task RecordSweep_ItsApprovalsWereSaidInPartOnly_AsksForTheOthersAgain(SweepResult found)
    {
        SweepToo();
        Scope[] scopes = [Sample.Scope(0), Sample.Scope(1), Sample.Scope(2)];
        await BeginAsync(scopes);
        await CloseAsync(scopes);
        foreach (var scope in scopes)
        {
            await _sut.RecordSweepAsync(Sample.Sweep(scope, gone: 5, SweepResult.Proposed), Token);
        }

        // Of the three approved ones it had said one when it died, and that was its own.
        await _sut.RecordSweepAsync(Sample.Sweep(scopes[2], gone: 5) with { Approved = true }, Token);
        _sut = Ledger(new RunLedgerOptions { Sweeps = true });

        var again = await _sut.RecordSweepAsync(Sample.Sweep(scopes[2], gone: 0, found), Token);

        Assert.Equal([(scopes[0], true), (scopes[1], true)], again.Sweeps.Select(sweep => (sweep.Scope, sweep.Approved)));
        Assert.Equal(again.Sweeps, (await _sut.RepeatSweepAsync(Sample.Order(scopes[2]), Token)).Sweeps);
        Assert.Empty((await _sut.RepeatSweepAsync(Sample.Order(scopes[2], approved: true), Token)).Sweeps);
    }

    [Fact]
    public async Task RecordSweep_FirstOrderComesAgainWhileTheSecondIsCarriedOut_LeavesTheProposalAsItIs()
    {
        SweepToo();
        await BeginAsync(Sample.Scope());
        await CloseAsync(Sample.Scope());
        var approved = (await _sut.RecordSweepAsync(Sample.Sweep(Sample.Scope(), gone: 5, SweepResult.Proposed), Token)).Sweeps;

        // It finds nothing left: the other delivery has deleted it, and has not said so yet.
        var again = await _sut.RecordSweepAsync(Sample.Sweep(Sample.Scope()), Token);

        Assert.Null(again.Ended);
        Assert.Equal(approved, again.Sweeps);
        Assert.Equal(RunOutcome.Complete, (await _sut.RecordSweepAsync(Sample.Sweep(Sample.Scope(), gone: 5) with { Approved = true }, Token)).Ended);
        Assert.Equal(5, (await RunAsync()).Totals.Deleted);
    }

    [Fact]
    public async Task RepeatSweep_ItsProposalHadAllHeld_TellsTheEndAgain()
    {
        SweepToo();
        await BeginAsync(Sample.Run() with { DeletionThreshold = 0.1 }, Sample.Scope());
        await CloseAsync(Sample.Scope());
        await _sut.RecordSweepAsync(Sample.Sweep(Sample.Scope(), gone: 20, SweepResult.Proposed), Token);

        Assert.Equal(RunOutcome.Partial, (await _sut.RepeatSweepAsync(Sample.Order(Sample.Scope()), Token)).Ended);
    }

    [Fact]
    public async Task RecordError_OfACompleteRun_MakesItPartialUntilItIsResolved()
    {
        await BeginAsync(Sample.Scope());
        await CloseAsync(Sample.Scope());
        Assert.Equal(RunOutcome.Complete, (await RunAsync()).Outcome);

        await _sut.RecordErrorAsync(Sample.RunId, Error("one"), Token);
        await _sut.RecordErrorAsync(Sample.RunId, Error("one") with { At = Now.AddMinutes(1) }, Token);
        await _sut.RecordErrorAsync(Sample.RunId, Error("two"), Token);

        var run = await RunAsync();
        Assert.Equal((RunOutcome.Partial, 2), (run.Outcome, run.Errors.Count));
        Assert.Equal(Error("one"), run.Errors[0]);
        Assert.Equal(RunOutcome.Partial, (await _sut.ListRunsAsync(Token).FirstAsync(Token)).Outcome);
        await _sut.ResolveErrorsAsync(Sample.RunId, nameof(RunFinished), "one", Token);
        Assert.Equal((RunOutcome.Partial, 1), ((await RunAsync()).Outcome, (await RunAsync()).Errors.Count));
        await _sut.ResolveErrorsAsync(Sample.RunId, nameof(RunFinished), "two", Token);
        Assert.Equal((RunOutcome.Complete, 0), ((await RunAsync()).Outcome, (await RunAsync()).Errors.Count));
    }

    [Fact]
    public async Task RecordError_OfAnUnknownRun_LeavesNothing()
    {
        await _sut.RecordErrorAsync(Sample.RunId, Error("one"), Token);
        await BeginAsync(Sample.Scope());

        Assert.Empty((await RunAsync()).Errors);
    }

    [Fact]
    public async Task RecordError_OneForEachOfManySweeps_KeepsSome()
    {
        await BeginAsync(Sample.Scope());
        for (var number = 0; number < RunLimits.ErrorsKept + 5; number++)
        {
            await _sut.RecordErrorAsync(Sample.RunId, Error($"{number}") with { Reason = new string('x', 5000) }, Token);
        }

        var run = await RunAsync();
        Assert.Equal(RunLimits.ErrorsKept, run.Errors.Count);
        Assert.Equal(RunLimits.LongestReason + 1, run.Errors[0].Reason.Length);
    }

    [Theory]
    [InlineData(true, RunOutcome.Partial)]
    [InlineData(false, RunOutcome.Complete)]
    public async Task RecordAftermath_SomethingIsKept_TheRunIsPartialWhereItIsHeld(bool isHeld, RunOutcome expected)
    {
        await BeginAsync(Sample.Scope());
        await CloseAsync(Sample.Scope());
        var kept = new UnattributedRecord(5, Deleted: 0, Kept: 5, "why") { IsHeld = isHeld };

        await _sut.RecordAftermathAsync(Sample.RunId, new RunAftermath { Unattributed = kept }, Token);

        Assert.Equal((expected, kept), ((await RunAsync()).Outcome, (await RunAsync()).Unattributed));
    }

    private static RunError Error(string queue) => new()
    {
        Step = nameof(RunFinished),
        Queue = queue,
        Class = FailureClass.Internal,
        Code = "InvalidOperationException",
        Reason = "it broke",
        RequestId = "trace",
        At = Now,
    };
}
