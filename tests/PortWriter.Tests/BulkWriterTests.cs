using Microsoft.Extensions.Time.Testing;
using Pipeline.Contracts;
using Pipeline.Port;
using Pipeline.PortWriter.Bulk;

namespace Pipeline.PortWriter.Tests;

public sealed class BulkWriterTests : IDisposable
{
    private static readonly PortWriterOptions Options = new();
    private readonly FakeTimeProvider _time = new();
    private readonly StubPort _stub = new();
    private readonly PortClient _port;
    private readonly BulkWriter _sut;

    public BulkWriterTests()
    {
        _port = _stub.Connect(_time);
        _sut = new BulkWriter(new PortWrites(_port), Options, _time);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _sut.Dispose();
        _port.Dispose();
        _stub.Dispose();
    }

    [Fact]
    public async Task Write_MessagesThatFillARequestTogether_GoWithoutWaiting()
    {
        var outcomes = await Task.WhenAll(
            WriteAsync(Sample.Message(Sample.Entities(0, 12))), WriteAsync(Sample.Message(Sample.Entities(12, 8))));

        Assert.Equal(20, Assert.Single(_stub.Requests).Count);
        Assert.All(outcomes.SelectMany(outcome => outcome), outcome => Assert.True(outcome.Written));
    }

    [Fact]
    public async Task Write_NothingMoreArrives_GoesWhenIdle()
    {
        var written = WriteAsync(Sample.Message(Sample.Entities(0, 3)));

        _time.Advance(Options.Idle - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_stub.Requests);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(3, (await written).Count);
    }

    [Fact]
    public async Task Write_OthersKeepArriving_GoesAfterItsLinger()
    {
        var first = WriteAsync(Sample.Message(Sample.Entity("first", "rare")));
        var step = Options.Idle / 2;
        for (var waited = TimeSpan.Zero; waited < Options.Linger - step; waited += step)
        {
            _ = WriteAsync(Sample.Message(Sample.Entities(0, 20, "common")));
            _time.Advance(step);
            Assert.DoesNotContain(_stub.Requests, request => request.Count == 1);
        }

        _time.Advance(step);

        Assert.True(Assert.Single(await first).Written);
    }

    [Fact]
    public async Task Write_NoEntities_AnswersAtOnce()
    {
        Assert.Empty(await WriteAsync(Sample.Message()));
        Assert.Empty(_stub.Requests);
    }

    [Fact]
    public async Task Write_MoreBytesThanARequestTakes_AreSplit()
    {
        var large = new string('x', 400_000);
        var written = WriteAsync(Sample.Message(Enumerable.Range(0, 3).Select(number => Sample.Entity($"e{number}", title: large))));
        _time.Advance(Options.Linger);

        await written;

        Assert.Equal([1, 2], _stub.Requests.Select(request => request.Count).Order());
    }

    [Fact]
    public async Task Write_SameKeyTwiceInTheQueue_SendsTheLastAndTellsBoth()
    {
        var written = WriteAsync(Sample.Message(Sample.Entity("a", title: "old"), Sample.Entity("a", title: "new")));
        _time.Advance(Options.Idle);

        var outcomes = await written;

        Assert.Equal("new", Assert.Single(Assert.Single(_stub.Requests)).GetProperty("title").GetString());
        Assert.Equal([true, true], outcomes.Select(outcome => outcome.Written));
    }

    [Fact]
    public async Task Write_SameIdentifierOfTwoBlueprints_AreTwoEntities()
    {
        var written = WriteAsync(Sample.Message(Sample.Entity("a", "one"), Sample.Entity("a", "two")));
        _time.Advance(Options.Idle);

        await written;

        Assert.Equal(2, _stub.Requests.Count);
    }

    [Fact]
    public async Task Write_EarlierVersionUnderWay_WaitsForItsAnswerWithoutHoldingOthersUp()
    {
        var gate = new TaskCompletionSource();
        _stub.Gate = () => gate.Task;
        var first = WriteAsync(Sample.Message(Sample.Entities(0, 20)));
        await Eventually.TrueAsync(() => _stub.UnderWay == 1);

        var later = WriteAsync(Sample.Message(Sample.Entity("service-0", title: "later"), Sample.Entity("service-99")));
        var latest = WriteAsync(Sample.Message(Sample.Entity("service-0", title: "latest")));
        _time.Advance(Options.Linger);
        await Eventually.TrueAsync(() => _stub.UnderWay == 2);
        Assert.Equal("service-99", Assert.Single(_stub.Requests.Last()).GetProperty("identifier").GetString());
        gate.SetResult();
        await first;

        await Eventually.TrueAsync(() =>
        {
            _time.Advance(Options.Idle);
            return later.IsCompleted && latest.IsCompleted;
        });
        Assert.Equal(3, _stub.Requests.Count);
        Assert.Equal("latest", Assert.Single(_stub.Requests.Last()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Write_RefusedEntity_HasPortsReasonAndItsNeighboursAreWritten()
    {
        _stub.Refuse = identifier => identifier == "service-7" ? "\"size\" must be number" : null;

        var outcomes = await WriteAsync(Sample.Message(Sample.Entities(0, 20)));

        var refused = Assert.Single(outcomes, outcome => !outcome.Written);
        Assert.Equal(("service-7", "\"size\" must be number"), (refused.Identifier, refused.Reason));
    }

    [Fact]
    public async Task Write_RequestFails_TellsEveryMessageOnceAndGoesOn()
    {
        _stub.Gate = () => throw new InvalidOperationException("broken");
        var outcomes = await WriteAsync(Sample.Message(Sample.Entities(0, 40)));
        Assert.All(outcomes, outcome => Assert.Equal((false, "request_failed"), (outcome.Written, outcome.Error)));

        _stub.Gate = () => Task.CompletedTask;
        Assert.All(await WriteAsync(Sample.Message(Sample.Entities(0, 20))), outcome => Assert.True(outcome.Written));
    }

    [Fact]
    public async Task Write_GivenUp_StopsWaitingOnly()
    {
        using var cancellation = new CancellationTokenSource();
        var given = _sut.WriteMessageAsync(Sample.Message(Sample.Entities(0, 3)), cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        var other = await WriteAsync(Sample.Message(Sample.Entities(3, 17)));

        Assert.Equal(17, other.Count);
        Assert.Equal(20, Assert.Single(_stub.Requests).Count);
    }

    [Fact]
    public async Task Write_Answered_KeepsNothing()
    {
        await WriteAsync(Sample.Message(Sample.Entities(0, 20)));

        await Eventually.TrueAsync(() => _sut.OpenLanes == 0);
        await WriteAsync(Sample.Message(Sample.Entities(0, 20)));
        Assert.Equal(2, _stub.Requests.Count);
    }

    private Task<IReadOnlyList<EntityOutcome>> WriteAsync(EntitiesMapped message) =>
        _sut.WriteMessageAsync(message, Token).WaitAsync(TimeSpan.FromSeconds(20), Token);
}
