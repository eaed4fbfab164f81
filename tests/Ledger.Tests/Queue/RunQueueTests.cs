using Microsoft.Extensions.Time.Testing;
using Pipeline.Contracts;
using Pipeline.Ledger.Queue;
using Pipeline.Ledger.Tables.InMemory;

namespace Pipeline.Ledger.Tests.Queue;

public sealed class RunQueueTests
{
    private static readonly RunFilter Everything = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly InMemoryLedgerTable _table;
    private readonly TableRunQueue _sut;
    private readonly TableRunQueue _other;

    public RunQueueTests()
    {
        _table = new InMemoryLedgerTable(_clock);
        (_sut, _other) = (new TableRunQueue(_table, _clock), new TableRunQueue(_table, _clock));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_WhileOneGoes_OneWaitsAndOthersJoinIt()
    {
        var first = await _sut.RequestAsync(new RunRequest { Trigger = "sync", Only = Everything }, Token);
        var second = await _other.RequestAsync(new RunRequest { Trigger = "schedule", Only = Everything }, Token);
        var third = await _sut.RequestAsync(new RunRequest { Trigger = "poll", Only = Everything }, Token);

        Assert.Equal([true, false, false], new[] { first, second, third }.Select(answer => answer.MustStart));
        Assert.NotEqual(first.Run.RunId, second.Run.RunId);
        Assert.Equal(second.Run, third.Run);
        Assert.Equal("schedule", third.Run.Trigger);
    }

    [Fact]
    public async Task Request_ManyProcessesAtOnce_OneStarts()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(async () =>
            await (number % 2 == 0 ? _sut : _other).RequestAsync(new RunRequest { Trigger = "sync", Only = Everything }, Token))));

        Assert.Single(answers, answer => answer.MustStart);
        Assert.Equal(2, answers.Select(answer => answer.Run.RunId).Distinct().Count());
    }

    [Fact]
    public async Task End_OfTheCurrentOne_LetsTheWaitingOneStartOnce()
    {
        var first = await _sut.RequestAsync(new RunRequest { Trigger = "sync", Only = Everything }, Token);
        var second = await _sut.RequestAsync(new RunRequest { Trigger = "sync", Only = Everything }, Token);
        await _sut.StartedAsync(first.Run.RunId, Token);

        Assert.Equal(second.Run.RunId, (await _other.EndAsync(first.Run.RunId, Token))!.RunId);
        Assert.Null(await _sut.EndAsync(first.Run.RunId, Token));
        await _other.StartedAsync(second.Run.RunId, Token);
        Assert.Null(await _sut.EndAsync(second.Run.RunId, Token));
        Assert.Equal(new RunQueueState(null, null), await _sut.FindAsync(Token));
    }

    [Fact]
    public async Task TakeOver_NobodyStartedIt_GivesItToOneOther()
    {
        var run = (await _sut.RequestAsync(new RunRequest { Trigger = "sync", Only = Everything }, Token)).Run;
        Assert.Null(await _other.TakeOverAsync(Token));
        _clock.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(run.RunId, (await _other.TakeOverAsync(Token))!.RunId);
        Assert.Null(await _sut.TakeOverAsync(Token));
        await _other.StartedAsync(run.RunId, Token);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Null(await _sut.TakeOverAsync(Token));
    }

    [Fact]
    public async Task Request_JoinsOneThatIsLimited_RunsOverEverything()
    {
        var buckets = new RunFilter { Kinds = ["AWS::S3::Bucket"] };
        await _sut.RequestAsync(new RunRequest { Trigger = "sync", Only = Everything }, Token);
        Assert.Equal(buckets.Kinds, (await _sut.RequestAsync(new RunRequest { Trigger = "one", Only = buckets }, Token)).Run.Only.Kinds);
        Assert.Equal(buckets.Kinds, (await _sut.RequestAsync(new RunRequest { Trigger = "same", Only = new RunFilter { Kinds = ["AWS::S3::Bucket"] } }, Token)).Run.Only.Kinds);

        Assert.True((await _sut.RequestAsync(new RunRequest { Trigger = "other", Only = new RunFilter { Accounts = ["1"] } }, Token)).Run.Only.IsEverything);
    }

    [Fact]
    public async Task End_OfTheWaitingOne_DropsIt()
    {
        var first = await _sut.RequestAsync(new RunRequest { Trigger = "sync", Only = Everything }, Token);
        var second = await _sut.RequestAsync(new RunRequest { Trigger = "sync", Only = Everything }, Token);
        await _sut.StartedAsync(first.Run.RunId, Token);

        Assert.Null(await _sut.EndAsync(second.Run.RunId, Token));

        Assert.Null((await _sut.FindAsync(Token)).Waiting);
        Assert.Equal(first.Run.RunId, (await _sut.FindAsync(Token)).Current!.RunId);
    }

    [Fact]
    public async Task TryClaimSlot_TwoProcesses_OneOfThemOnceAnInterval()
    {
        var hour = TimeSpan.FromHours(1);
        List<bool> claims = [];
        for (var slot = 0; slot < 3; slot++)
        {
            claims.Add(await _sut.TryClaimSlotAsync("resync", hour, Token));
            _clock.Advance(TimeSpan.FromMinutes(40));
            claims.Add(await _other.TryClaimSlotAsync("resync", hour, Token));

            // A timer may be a moment early.
            _clock.Advance(TimeSpan.FromMinutes(20) - TimeSpan.FromMilliseconds(5));
        }

        Assert.Equal([true, false, true, false, true, false], claims);
        Assert.True(await _other.TryClaimSlotAsync("other", hour, Token));
    }

    [Fact]
    public async Task TryClaimSlot_WhoKeptItIsGone_AnotherDoes()
    {
        await _sut.TryClaimSlotAsync("resync", TimeSpan.FromHours(1), Token);
        _clock.Advance(TimeSpan.FromMinutes(100));

        Assert.True(await _other.TryClaimSlotAsync("resync", TimeSpan.FromHours(1), Token));
    }

    [Fact]
    public async Task RequestAsync_PermissionToDeleteInAPartThatJoinsARunOverAll_Ends()
    {
        var buckets = new RunFilter { Kinds = ["AWS::S3::Bucket"] };
        await _sut.RequestAsync(new RunRequest { Trigger = "sync", Only = Everything }, Token);
        await _sut.RequestAsync(new RunRequest { Trigger = "one", Only = buckets, AllowDeletes = true, Refresh = true }, Token);

        var joined = (await _other.RequestAsync(new RunRequest { Trigger = "schedule", Only = Everything }, Token)).Run;

        Assert.Equal((true, true, false), (joined.Only.IsEverything, joined.Refresh, joined.AllowDeletes));
        Assert.True((await _other.RequestAsync(new RunRequest { Trigger = "all", AllowDeletes = true }, Token)).Run.AllowDeletes);
    }

    [Fact]
    public async Task Refreshes_NotedByTwoProcessesInAnyOrder_KeepTheLatest()
    {
        var sut = new Refreshes(_table, TimeProvider.System);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Null(await sut.LastAsync(Token));

        await sut.CompleteAsync(start.AddDays(7), Token);
        await new Refreshes(_table, TimeProvider.System).CompleteAsync(start, Token);

        Assert.Equal(start.AddDays(7), await sut.LastAsync(Token));
    }
}
