using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Pipeline.Contracts;
using Pipeline.Enumerator.Fetching;

namespace Pipeline.Enumerator.Tests.Fetching;

public sealed class FetchGateTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FetchGate _sut;

    public FetchGateTests() => _sut = new FetchGate(_clock);

    [Fact]
    public async Task Run_FirstHint_FetchesAtOnce()
    {
        var fetches = 0;

        await _sut.RunAsync(Change("a"), Counting(() => fetches++), CancellationToken.None);

        Assert.Equal(1, fetches);
    }

    [Fact]
    public async Task Run_ManyHintsWithinTheSecond_CauseOneFetchAfterIt()
    {
        var began = new ConcurrentQueue<DateTimeOffset>();
        var start = _clock.GetUtcNow();
        await _sut.RunAsync(Change("a"), Counting(() => began.Enqueue(_clock.GetUtcNow())), CancellationToken.None);

        var later = Enumerable.Range(0, 50)
            .Select(_ => _sut.RunAsync(Change("a"), Counting(() => began.Enqueue(_clock.GetUtcNow())), CancellationToken.None)).ToList();
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.All(later, hint => Assert.False(hint.IsCompleted));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await Task.WhenAll(later);

        Assert.Equal([start, start.AddSeconds(1)], began);
    }

    [Fact]
    public async Task Run_HintDuringAFetch_IsAnsweredByAFetchThatBeginsAfterIt()
    {
        var first = new TaskCompletionSource();
        var fetches = 0;
        var running = _sut.RunAsync(Change("a"), _ => first.Task, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var hint = _sut.RunAsync(Change("a"), Counting(() => fetches++), CancellationToken.None);
        Assert.Equal(0, fetches);

        first.SetResult();
        await running;
        await hint;

        Assert.Equal(1, fetches);
    }

    [Fact]
    public async Task Run_HintsOfOtherResources_DoNotWait()
    {
        var first = new TaskCompletionSource();
        var running = _sut.RunAsync(Change("a"), _ => first.Task, CancellationToken.None);
        var fetches = 0;

        await _sut.RunAsync(Change("b"), Counting(() => fetches++), CancellationToken.None);

        Assert.Equal(1, fetches);
        first.SetResult();
        await running;
    }

    [Fact]
    public async Task Run_FetchFails_FailsEveryHintItAnswersAndNoLaterOne()
    {
        await _sut.RunAsync(Change("a"), _ => Task.CompletedTask, CancellationToken.None);
        var leads = _sut.RunAsync(Change("a"), _ => Task.FromException(new InvalidOperationException("no")), CancellationToken.None);
        var joins = _sut.RunAsync(Change("a"), _ => Task.CompletedTask, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => leads);
        await Assert.ThrowsAsync<InvalidOperationException>(() => joins);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var fetches = 0;
        await _sut.RunAsync(Change("a"), Counting(() => fetches++), CancellationToken.None);

        Assert.Equal(1, fetches);
    }

    [Fact]
    public async Task Run_LeaderIsCancelledWhileItWaits_TheNextHintLeads()
    {
        await _sut.RunAsync(Change("a"), _ => Task.CompletedTask, CancellationToken.None);
        using var cancelled = new CancellationTokenSource();
        var leads = _sut.RunAsync(Change("a"), _ => Task.CompletedTask, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leads);

        var fetches = 0;
        var hint = _sut.RunAsync(Change("a"), Counting(() => fetches++), CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await hint;

        Assert.Equal(1, fetches);
    }

    [Fact]
    public async Task Run_OneOfTheJoinedHintsIsACreation_TheFetchIsToldSo()
    {
        await _sut.RunAsync(Change("a"), _ => Task.CompletedTask, CancellationToken.None);
        bool? told = null;
        var leads = _sut.RunAsync(Change("a"), created => { told = created; return Task.CompletedTask; }, CancellationToken.None);
        var joins = _sut.RunAsync(Change("a", created: true), _ => Task.CompletedTask, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(leads, joins);

        Assert.True(told);
    }

    [Fact]
    public async Task Run_ManyThreads_NeverFetchOneResourceTwiceAtATime()
    {
        var sut = new FetchGate(TimeProvider.System);
        var fetching = 0;
        var most = 0;
        var answered = 0;

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(hint => Task.Run(async () =>
        {
            await sut.RunAsync(
                Change($"r-{hint % 7}"),
                async _ =>
                {
                    InterlockedMax(ref most, Interlocked.Increment(ref fetching));
                    await Task.Yield();
                    Interlocked.Decrement(ref fetching);
                },
                CancellationToken.None);
            Interlocked.Increment(ref answered);
        })));

        Assert.Equal(2000, answered);
        Assert.InRange(most, 1, 7);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    private static Func<bool, Task> Counting(Action fetch) => _ =>
    {
        fetch();
        return Task.CompletedTask;
    };

    private static ResourceChanged Change(string identifier, bool created = false) => new()
    {
        Resource = new ResourceKey { AccountId = "111111111111", Region = "eu-west-1", Kind = "AWS::ECS::Cluster", Identifier = identifier },
        MappingVersion = "1",
        Cause = ChangeCause.Event,
        OccurredAt = default,
        Created = created,
    };
}
