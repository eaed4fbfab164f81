using Pipeline.Contracts;
using Pipeline.Ledger;

namespace Pipeline.PortWriter.Tests;

/// <summary>What is written in the runs after the first.</summary>
public sealed class UnchangedRunTests
{
    private static readonly Guid[] Runs = [.. Enumerable.Range(1, 4).Select(number => Guid.Parse($"0197f3c2-8d1e-7c54-9a41-{number:D12}"))];

    [Theory]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    [InlineData(100, 100)]
    public async Task SecondRun_NothingChanged_WritesNothing(int firstPage, int secondPage)
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, 0, firstPage, Sample.Entities(0, 250));
        var upserts = stage.World.Statistics.PortBulkUpserts;

        var run = await RunAsync(stage, 1, secondPage, Sample.Entities(0, 250));

        Assert.Equal(upserts, stage.World.Statistics.PortBulkUpserts);
        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal((250, 0), (run.Scopes[0].Mapped, run.Scopes[0].Written));
    }

    [Fact]
    public async Task SecondRun_OnePropertyChanged_WritesThatEntity()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, 0, 10, Sample.Entities(0, 50));
        var upserts = stage.World.Statistics.PortBulkUpserts;

        var run = await RunAsync(stage, 1, 10, Sample.Entities(0, 49), [Sample.Entity("service-49", title: "new")]);

        Assert.Equal((upserts + 1, 1), (stage.World.Statistics.PortBulkUpserts, run.Scopes[0].Written));
        Assert.Equal("new", (await stage.EntitiesAsync())["service-49"].GetProperty("title").GetString());
    }

    [Fact]
    public async Task SecondRun_EntityWasRejected_IsTriedAgain()
    {
        await using var stage = await StageUnderTest.StartAsync();
        var first = await RunAsync(stage, 0, 10, Sample.Entities(0, 5), [Sample.Entity("a b")]);
        Assert.Equal((5, 1), (first.Scopes[0].Written, first.Scopes[0].Rejected));

        var second = await RunAsync(stage, 1, 10, Sample.Entities(0, 5), [Sample.Entity("a b")]);

        Assert.Equal((0, 1, RunOutcome.Partial), (second.Scopes[0].Written, second.Scopes[0].Rejected, second.Outcome));
    }

    [Fact]
    public async Task EntityOfTwoBlocks_TheLaterOneIsAtPortAndNeitherIsWrittenInTurns()
    {
        await using var stage = await StageUnderTest.StartAsync();
        MappedEntity[] pages =
        [
            Sample.Entity("shared", title: "late") with { Block = 4, Resource = "one" },
            Sample.Entity("shared", title: "early") with { Block = 1, Resource = "two" },
        ];
        await RunAsync(stage, 0, 1, pages);
        await RunAsync(stage, 1, 1, pages.Reverse());
        var upserts = stage.World.Statistics.PortBulkUpserts;

        await RunAsync(stage, 2, 1, pages);

        Assert.Equal(upserts, stage.World.Statistics.PortBulkUpserts);
        Assert.Equal("late", (await stage.EntitiesAsync())["shared"].GetProperty("title").GetString());
    }

    [Fact]
    public async Task LaterRun_ItemsOfResourcesAndOneEntityOfTwoKinds_WritesNothingAndOneChangedItemAlone()
    {
        await using var stage = await StageUnderTest.StartAsync();
        var queues = Sample.Scope with { Kind = "AWS::SQS::Queue" };
        List<MappedEntity> items = [.. Enumerable.Range(0, 50).Select(item => Sample.Entity($"item-{item}") with { Resource = $"table-{item / 5}" })];
        MappedEntity[] shared = [.. Sample.Entities(0, 9), Sample.Entity("item-3", title: "late") with { Block = 1, Resource = "queue" }];
        Task<RunSnapshot> RunOverBothAsync(int number) => stage.PlayRunAsync(number, page => page, (Sample.Scope, items), (queues, shared));
        await RunOverBothAsync(1);
        await RunOverBothAsync(2);
        var upserts = stage.World.Statistics.PortBulkUpserts;

        var third = await RunOverBothAsync(3);
        items[7] = items[7] with { Body = Sample.Entity("item-7", title: "new").Body };
        var fourth = await RunOverBothAsync(4);

        Assert.Equal((0, 1), (third.Scopes.Sum(scope => scope.Written), fourth.Scopes.Sum(scope => scope.Written)));
        Assert.Equal(upserts + 1, stage.World.Statistics.PortBulkUpserts);
        Assert.Equal("late", (await stage.EntitiesAsync())["item-3"].GetProperty("title").GetString());
    }

    // The run looked what Port holds before anything was written; what it has written since, Port holds too.
    [Fact]
    public async Task FirstRun_PagesDeliveredAgain_AreNotWrittenAgain()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync(Runs[0], Sample.Scope);
        EntitiesMapped[] pages = [.. Sample.Entities(0, 50).Chunk(10).Select((chunk, index) => Sample.Page(index + 1, chunk) with { RunId = Runs[0], Ticket = index + 1 })];
        await stage.PublishAsync(pages);
        await Eventually.TrueAsync(async () => (await stage.Ledger.FindProgressAsync(Runs[0], CancellationToken.None))!.Scopes[0].Written == 50);
        var writes = stage.World.Statistics.EntityWrites;

        // A page behind them tells when they have been taken.
        await stage.PublishAsync([.. pages, Sample.Page(6, [.. Sample.Entities(50, 1)]) with { RunId = Runs[0], Ticket = 6 }]);
        await stage.PublishAsync(new ScopeEnumerated { RunId = Runs[0], Scope = Sample.Scope, Attempt = 1, Pages = 6, Resources = 51 });
        await stage.EndAsync(Runs[0]);

        Assert.Equal(writes + 1, stage.World.Statistics.EntityWrites);
    }

    private static async Task<RunSnapshot> RunAsync(StageUnderTest stage, int number, int page, params IEnumerable<MappedEntity>[] entities)
    {
        var run = Runs[number];
        await stage.BeginAsync(run, Sample.Scope);
        EntitiesMapped[] pages = [.. entities.SelectMany(some => some).Chunk(page)
            .Select((chunk, index) => Sample.Page(index + 1, chunk) with { RunId = run, Ticket = (number * 1000) + index + 1 })];
        await stage.PublishAsync(pages);
        await stage.PublishAsync(new ScopeEnumerated { RunId = run, Scope = Sample.Scope, Attempt = 1, Pages = pages.Length, Resources = 0 });
        return await stage.EndAsync(run);
    }
}
