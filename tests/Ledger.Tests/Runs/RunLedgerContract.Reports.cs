using Pipeline.Contracts;

namespace Pipeline.Ledger.Tests.Runs;

public abstract partial class RunLedgerContract
{
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
