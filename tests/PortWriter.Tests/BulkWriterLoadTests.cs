using System.Diagnostics;
using Pipeline.Contracts;
using Pipeline.PortWriter.Bulk;

namespace Pipeline.PortWriter.Tests;

/// <summary>Many messages at once, on real time.</summary>
public sealed class BulkWriterLoadTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_ManyMessagesOverFewKeys_AnswersAllAndNeverOvertakes()
    {
        using var stub = new StubPort { Gate = async () => await Task.Yield() };
        using var port = stub.Connect(TimeProvider.System);
        using var sut = new BulkWriter(new PortWrites(port), new PortWriterOptions { Idle = TimeSpan.FromMilliseconds(2), Linger = TimeSpan.FromMilliseconds(5) }, TimeProvider.System);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 5_000).Select(number => Task.Run(() => sut.WriteMessageAsync(
            Sample.Message(Enumerable.Range(0, number % 7).Select(offset => Sample.Entity($"e{((number * 31) + offset) % 97}", title: $"{number}"))),
            Token)))).WaitAsync(TimeSpan.FromSeconds(60), Token);

        Assert.All(outcomes.Index(), outcome => Assert.Equal(outcome.Index % 7, outcome.Item.Count));
        Assert.All(outcomes.SelectMany(outcome => outcome), outcome => Assert.True(outcome.Written));
        Assert.Empty(stub.Overtaken);
        await Eventually.TrueAsync(() => sut.OpenLanes == 0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(12, 1)]
    [InlineData(12, 7)]
    [InlineData(25, 3)]
    public async Task Write_EntitiesArriveContinuously_FillsRequests(int blueprints, int perMessage)
    {
        using var stub = new StubPort();
        using var port = stub.Connect(TimeProvider.System);

        // A busy machine may pause this process for longer than the default.
        var options = new PortWriterOptions { Idle = TimeSpan.FromSeconds(1) };
        using var sut = new BulkWriter(new PortWrites(port), options, TimeProvider.System);
        const int Entities = 20_000;
        var started = Stopwatch.GetTimestamp();

        await Parallel.ForEachAsync(
            Messages(Entities, blueprints, perMessage),
            new ParallelOptions { MaxDegreeOfParallelism = options.ConcurrentMessages, CancellationToken = Token },
            async (message, token) => Assert.All(await sut.WriteMessageAsync(message, token), outcome => Assert.True(outcome.Written)));

        var requests = stub.Requests.Count;
        output.WriteLine($"{Entities / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} entities/s in {requests} requests");
        Assert.Equal(Entities, stub.Requests.Sum(request => request.Count));
        Assert.InRange(requests, Entities / 20, (Entities / 20 * 1.02) + blueprints);
    }

    private static IEnumerable<EntitiesMapped> Messages(int entities, int blueprints, int perMessage) =>
        Enumerable.Range(0, entities).Chunk(perMessage).Select((numbers, page) => Sample.Page(
            page, numbers.Select(number => Sample.Entity($"e{number}", $"b{page % blueprints}"))));
}
