using Pipeline.Contracts;
using Pipeline.Ledger.Resources;

namespace Pipeline.Ledger.Tests.Runs;

public abstract partial class RunLedgerContract
{
    private static readonly RunRecord NextRun = Sample.Run() with { RunId = Guid.Parse("0197f3c2-8d1e-7c54-9a41-000000000002"), StartedAt = Sample.Run().StartedAt.AddHours(1) };

    [Fact]
    public async Task FindRun_ChangesOutsideOfIt_BelongToTheRunUntilTheNextOneBegins()
    {
        var outside = new OutsideChanges(_table);
        await outside.AddAsync(100, 100, Token);
        await BeginAsync(Sample.Scope());
        await outside.AddAsync(3, 2, Token);
        await _sut.StopRunAsync(Sample.RunId, RunOutcome.Cancelled, "asked to", Token);
        await _sut.RecordAftermathAsync(Sample.RunId, new RunAftermath { Outside = await outside.ReadAsync(Token) }, Token);
        await outside.AddAsync(0, 5, Token);

        Assert.Equal((new ChangeCount(3, 2), new ChangeCount(0, 5)), Beside(await RunAsync()));
        await _sut.BeginRunAsync(NextRun, Token);
        await outside.AddAsync(7, 0, Token);

        Assert.Equal((new ChangeCount(3, 2), new ChangeCount(0, 5)), Beside(await RunAsync()));
        var next = (await _sut.FindRunAsync(NextRun.RunId, Token))!;
        Assert.Equal((false, null), (next.IsSettled, next.Outside));
    }

    [Fact]
    public async Task FindRun_NobodyCountedAtItsEnd_AllUntilTheNextBeginsIsItsOwn()
    {
        var outside = new OutsideChanges(_table);
        await outside.AddAsync(100, 100, Token);
        await BeginAsync(Sample.Scope());
        await _sut.StopRunAsync(Sample.RunId, RunOutcome.Cancelled, "asked to", Token);
        await outside.AddAsync(3, 2, Token);
        await _sut.BeginRunAsync(NextRun, Token);
        await outside.AddAsync(7, 0, Token);

        await _sut.RecordAftermathAsync(Sample.RunId, new RunAftermath { Outside = null }, Token);

        var run = await RunAsync();
        Assert.Equal((true, new ChangeCount(3, 2), null), (run.IsSettled, run.Outside, run.Afterwards));
    }

    [Fact]
    public async Task RecordAftermath_Twice_KeepsTheFirstAndCountsIt()
    {
        await BeginAsync(Sample.Scope());
        await _sut.RecordAftermathAsync(Sample.RunId, new RunAftermath { Written = 9 }, Token);
        await _sut.StopRunAsync(Sample.RunId, RunOutcome.Cancelled, "asked to", Token);
        var unattributed = new UnattributedRecord(5, Deleted: 4, Kept: 1, "something relates to it");

        await _sut.RecordAftermathAsync(Sample.RunId, new RunAftermath { Written = 1, Rejected = 2, Unattributed = unattributed }, Token);
        await _sut.RecordAftermathAsync(Sample.RunId, new RunAftermath(), Token);

        var run = await RunAsync();
        Assert.Equal((true, unattributed), (run.IsSettled, run.Unattributed));
        Assert.Equal((1, 2, 4), (run.Totals.Written, run.Totals.Rejected, run.Totals.Deleted));
    }

    [Fact]
    public async Task FindRun_FailedScopeHasParked_TellsWhatWasLeft()
    {
        await BeginAsync(Sample.Scope());
        await _sut.RecordBatchAsync(Sample.Batch(Sample.Page(1)) with { Mapped = 3, Written = 1, Parked = 2 }, Token);
        var row = new RowKey(Sample.Scope(), "one");
        var left = Sample.Rejection("a") with { Scope = Sample.Scope(), StatusCode = 404, Code = "not_found", RequestId = "trace" };
        await new ParkedResources(_table, Clock).PutAsync(Sample.RunId, [new ParkedResource(row, "content", [left]) { Written = 1 }], Token);

        await _sut.RecordScopeEndAsync(Sample.End(1) with { Failure = new ScopeFailure { Class = FailureClass.AccessDenied, Code = "no", Reason = "no" } }, Token);

        var run = await RunAsync();
        Assert.Equal(left, Assert.Single(run.Rejected));
        Assert.Equal((2, 1), (run.Scopes[0].Written, run.Scopes[0].Rejected));
    }

    [Fact]
    public async Task RecordSweep_TheOneWhoseProposalWasWeighedIsDoneFirst_DoesNotAskForTheOthersAgain()
    {
        SweepToo();
        Scope[] scopes = [Sample.Scope(0), Sample.Scope(1)];
        await BeginAsync(scopes);
        await CloseAsync(scopes);
        await _sut.RecordSweepAsync(Sample.Sweep(scopes[0], gone: 5, SweepResult.Proposed), Token);
        await _sut.RecordSweepAsync(Sample.Sweep(scopes[1], gone: 4, SweepResult.Proposed), Token);

        Assert.Empty((await _sut.RecordSweepAsync(Sample.Sweep(scopes[1], gone: 4) with { Approved = true }, Token)).Sweeps);
    }

    [Fact]
    public async Task RecordSweep_DoneTwice_CountsWhatTheFirstDeleted()
    {
        SweepToo();
        Scope[] scopes = [Sample.Scope(0), Sample.Scope(1)];
        await BeginAsync(scopes);
        await CloseAsync(scopes);
        await _sut.RecordSweepAsync(Sample.Sweep(scopes[0], gone: 5), Token);
        await _sut.RecordSweepAsync(Sample.Sweep(scopes[0]), Token);

        await _sut.RecordSweepAsync(Sample.Sweep(scopes[1]), Token);

        Assert.Equal((5, 5), ((await RunAsync()).Totals.Deleted, (await RunAsync()).Scopes[0].Deleted));
    }

    private static (ChangeCount? Outside, ChangeCount? Afterwards) Beside(RunSnapshot run) => (run.Outside, run.Afterwards);
}
