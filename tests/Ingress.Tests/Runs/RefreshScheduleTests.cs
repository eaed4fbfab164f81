using Microsoft.Extensions.Time.Testing;
using Pipeline.Contracts;
using Pipeline.Ingress.Installation;
using Pipeline.Ingress.Runs;
using Pipeline.Ledger;
using Pipeline.Ledger.Queue;
using Pipeline.Ledger.Tables.InMemory;

namespace Pipeline.Ingress.Tests.Runs;

public sealed class RefreshScheduleTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly InMemoryLedgerTable _table;

    public RefreshScheduleTests() => _table = new InMemoryLedgerTable(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task IsDue_FullRuns_OnceAnIntervalWhicheverProcessAsksAndOnlyAfterTheFirst()
    {
        Assert.False(await RunAsync(RunOutcome.Complete));
        _clock.Advance(TimeSpan.FromDays(6));
        Assert.False(await RunAsync(RunOutcome.Complete));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.False(await RunAsync(RunOutcome.Complete, new RunFilter { Kinds = ["AWS::S3::Bucket"] }));
        Assert.True(await RunAsync(RunOutcome.Partial));
        Assert.False(await RunAsync(RunOutcome.Complete));
    }

    [Theory]
    [InlineData(RunOutcome.Failed)]
    [InlineData(RunOutcome.Cancelled)]
    [InlineData(RunOutcome.Superseded)]
    public async Task IsDue_RefreshThatDidNotEnd_StaysDue(RunOutcome outcome)
    {
        await RunAsync(RunOutcome.Complete);
        _clock.Advance(TimeSpan.FromDays(8));

        Assert.True(await RunAsync(outcome));
        Assert.True(await RunAsync(RunOutcome.Complete));
        Assert.False(await RunAsync(RunOutcome.Complete));
    }

    [Fact]
    public async Task IsDue_WithoutAnInterval_OnlyWhenAsked()
    {
        await RunAsync(RunOutcome.Complete);
        _clock.Advance(TimeSpan.FromDays(400));

        Assert.False(await Sut(interval: null).IsDueAsync(Run(new RunFilter()), Token));
        Assert.True(await Sut(interval: null).IsDueAsync(Run(new RunFilter()) with { Refresh = true }, Token));
    }

    // As two processes would: nothing but the table is shared.
    private async Task<bool> RunAsync(RunOutcome outcome, RunFilter? only = null)
    {
        var run = Run(only ?? new RunFilter());
        var refresh = await Sut(TimeSpan.FromDays(7)).IsDueAsync(run, Token);
        await Ledger().BeginRunAsync(
            new RunRecord
            {
                RunId = run.RunId, MappingVersion = "v1", Trigger = "test", StartedAt = _clock.GetUtcNow(), Only = only, Refresh = refresh,
            },
            Token);
        await Sut(TimeSpan.FromDays(7)).NoteAsync(run.RunId, outcome, Token);
        return refresh;
    }

    private QueuedRun Run(RunFilter only) =>
        new() { RunId = Guid.CreateVersion7(_clock.GetUtcNow()), Trigger = "test", RequestedAt = _clock.GetUtcNow(), Only = only };

    private RefreshSchedule Sut(TimeSpan? interval) => new(
        new Refreshes(_table, _clock),
        Ledger(),
        new InstallationOptions { Type = "aws", Version = "0", CreateDefaults = false, RefreshInterval = interval },
        _clock);

    private TableRunLedger Ledger() => new(_table, new RunLedgerOptions(), _clock);
}
