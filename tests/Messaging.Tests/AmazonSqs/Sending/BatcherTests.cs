using System.Collections.Concurrent;
using System.Net;
using Amazon.Runtime;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Sending;

namespace Pipeline.Messaging.Tests.AmazonSqs.Sending;

public sealed class BatcherTests
{
    private static readonly AmazonServiceException Busy =
        new("later", ErrorType.Receiver, "ServiceUnavailable", "1", HttpStatusCode.ServiceUnavailable);

    private static readonly AmazonServiceException Refused =
        new("no", ErrorType.Sender, "InvalidParameter", "1", HttpStatusCode.BadRequest);

    [Fact]
    public async Task Add_EntryFailsOnTheirSide_IsSentAgainAlone()
    {
        var failed = false;
        var sut = new Recorder((batch, _) =>
        {
            var at = batch.FindIndex(entry => entry.Name == "b");
            if (at < 0 || failed)
            {
                return [];
            }

            failed = true;
            return [new EntryFailure(at, false, "InternalError", "oops")];
        });

        var entries = sut.AddAll("a", "b", "c");

        await Task.WhenAll(entries.Select(entry => entry.Done));
        Assert.Equal(["b"], sut.Batches.Last());
        Assert.Equal(1, sut.Batches.Sum(batch => batch.Count(name => name == "a")));
        Assert.Equal(2, sut.Batches.Sum(batch => batch.Count(name => name == "b")));
    }

    [Fact]
    public async Task Add_EntryFailsOnOurSide_FailsWithTheReasonAndCostsNoOther()
    {
        var sut = new Recorder((batch, _) => batch.FindIndex(entry => entry.Name == "b") is var at and >= 0 ? [new EntryFailure(at, true, "InvalidMessageContents", "bell")] : []);

        var entries = sut.AddAll("a", "b", "c");

        var failure = await Assert.ThrowsAsync<AmazonSqsTransportException>(() => entries[1].Done);
        Assert.Contains("InvalidMessageContents: bell", failure.Message, StringComparison.Ordinal);
        await entries[0].Done;
        await entries[2].Done;
        Assert.Equal(1, sut.Batches.Sum(batch => batch.Count(name => name == "b")));
    }

    [Fact]
    public async Task Add_RequestFailsForNow_IsSentAgainWhole()
    {
        var sut = new Recorder((_, attempt) => attempt <= 2 ? throw Busy : []);

        var entries = sut.AddAll("a", "b");

        await Task.WhenAll(entries.Select(entry => entry.Done));
        Assert.InRange(sut.Batches.Count, 3, 4);
        Assert.Contains("a", sut.Batches.SelectMany(batch => batch));
    }

    // A permission that was taken away comes back: a message that met it is no dead letter.
    [Theory]
    [InlineData("AccessDenied", HttpStatusCode.BadRequest)]
    [InlineData("AccessDeniedException", HttpStatusCode.BadRequest)]
    [InlineData("AuthorizationError", HttpStatusCode.Forbidden)]
    [InlineData("InvalidClientTokenId", HttpStatusCode.Forbidden)]
    public async Task Add_RequestIsDenied_IsSentAgainAndIsAnOutageInTheEnd(string code, HttpStatusCode status)
    {
        var denied = new AmazonServiceException("not now", ErrorType.Sender, code, "1", status);
        var sut = new Recorder((_, attempt) => attempt <= 2 ? throw denied : []);

        await Task.WhenAll(sut.AddAll("a", "b").Select(entry => entry.Done));

        var never = new Recorder((_, _) => throw denied, TimeSpan.FromMilliseconds(10));
        var failure = await Assert.ThrowsAsync<AmazonSqsTransportException>(() => never.AddAll("a")[0].Done);
        Assert.True(failure.IsOutage);
    }

    [Fact]
    public async Task Add_RequestIsRefusedForOneEntry_OthersGoThrough()
    {
        var sut = new Recorder((batch, _) => batch.Exists(entry => entry.Name == "b") ? throw Refused : []);

        var entries = sut.AddAll("a", "b", "c");

        await Assert.ThrowsAsync<AmazonServiceException>(() => entries[1].Done);
        await entries[0].Done;
        await entries[2].Done;
    }

    [Fact]
    public async Task Add_NothingHelps_GivesUpWhenPatienceEndsAndSaysWhy()
    {
        var sut = new Recorder((_, _) => throw Busy, patience: TimeSpan.FromMilliseconds(300));

        var failure = await Assert.ThrowsAsync<AmazonSqsTransportException>(() => sut.AddAll("a")[0].Done);

        Assert.Contains("Gave up sending to 'there'", failure.Message, StringComparison.Ordinal);
        Assert.Same(Busy, failure.InnerException);
        Assert.InRange(sut.Batches.Count, 2, 6);
    }

    [Fact]
    public async Task Add_NobodyWaitsAnyMore_IsNotTriedOn()
    {
        using var waiting = new CancellationTokenSource();
        var sut = new Recorder((_, _) => throw Busy, patience: TimeSpan.FromMinutes(10));
        var entry = new Entry("a", waiting.Token);
        sut.Add(entry);
        await Eventually.TrueAsync(() => !sut.Batches.IsEmpty, "it was tried");

        await waiting.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => entry.Done);
    }

    [Fact]
    public async Task Add_TwoOfAGroup_NeverTravelTogetherNorOvertake()
    {
        var sut = new Recorder((_, _) => [], senders: 1);
        var entries = Enumerable.Range(0, 9).Select(number => new Entry($"{number}", default) { Of = number % 3 == 0 ? "g" : $"{number}" }).ToList();

        entries.ForEach(sut.Add);

        await Task.WhenAll(entries.Select(entry => entry.Done));
        Assert.All(sut.Batches, batch => Assert.True(batch.Count(name => int.Parse(name) % 3 == 0) <= 1));
        Assert.Equal(["0", "3", "6"], sut.Batches.SelectMany(batch => batch).Where(name => int.Parse(name) % 3 == 0));
    }

    [Theory]
    [InlineData(1, 0.05, 0.1)]
    [InlineData(3, 0.2, 0.4)]
    [InlineData(50, 2.5, 5)]
    public void After_Failures_WaitsLongerUpToFiveSecondsHalfOfItByChance(int failures, double least, double most)
    {
        Assert.Equal(TimeSpan.FromSeconds(least), new Backoff(() => 0).After(failures));
        Assert.Equal(TimeSpan.FromSeconds(most), new Backoff(() => 1).After(failures));
    }

    private sealed class Entry(string name, CancellationToken cancellationToken) : BatchEntry(1, cancellationToken)
    {
        public string Name { get; } = name;

        public string? Of { get; init; }

        public override string? Group => Of;
    }

    private sealed class Recorder(Func<List<Entry>, int, IReadOnlyList<EntryFailure>> answer, TimeSpan? patience = null, int senders = 4)
        : Batcher<Entry>(new BatcherSettings(1_000, senders, patience ?? TimeSpan.FromSeconds(20), new Backoff(() => 0.5), TimeProvider.System))
    {
        private int _attempts;

        public ConcurrentQueue<IReadOnlyList<string>> Batches { get; } = [];

        protected override string Destination => "there";

        public List<Entry> AddAll(params string[] names)
        {
            var entries = names.Select(name => new Entry(name, default)).ToList();
            entries.ForEach(Add);
            return entries;
        }

        protected override Task<IReadOnlyList<EntryFailure>> SendAsync(IReadOnlyList<Entry> batch)
        {
            Batches.Enqueue([.. batch.Select(entry => entry.Name)]);
            return Task.FromResult(answer([.. batch], Interlocked.Increment(ref _attempts)));
        }
    }
}
