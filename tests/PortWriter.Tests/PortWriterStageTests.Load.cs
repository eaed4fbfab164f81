using Pipeline.Contracts;
using Pipeline.Simulator;

namespace Pipeline.PortWriter.Tests;

/// <content>Many messages, and the same ones, at one time.</content>
public sealed partial class PortWriterStageTests
{
    [Fact]
    [Trait("Row", "R24")]
    public async Task Stage_RoomForTenEntities_HasNoMoreUnderWay()
    {
        await using var stage = await StageUnderTest.StartAsync(new PortWriterOptions { EntitiesUnderWay = 10 });
        await stage.BeginAsync(Sample.Scope);

        await stage.PublishAsync([.. Enumerable.Range(1, 5).Select(page => Sample.Page(page, Sample.Entities(page * 10, 10))), Sample.Page(6, Sample.Entities(100, 15))]);
        await stage.PublishAsync(Ended(Sample.Scope, pages: 6));

        var run = await stage.EndAsync();
        Assert.Equal((RunOutcome.Complete, 65), (run.Outcome, run.Scopes[0].Written));
        Assert.Equal(6, stage.World.Statistics.PortBulkUpserts);
    }

    // Each copy that wrote beside another would doubt it and have the resource fetched, and every fetch would come as often.
    [Fact]
    [Trait("Row", "R6")]
    public async Task Stage_CopiesAtOnce_WritesOnceAndAsksForNothing()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.BeginAsync(Sample.Scope);
        stage.World.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortLatency, Delay = TimeSpan.FromMilliseconds(300), Operation = "/entities/bulk" });
        var page = Sample.Message(Sample.Entities(0, 10));
        var live = Enumerable.Range(2, 5).Select(ticket => page with { RunId = null, Ticket = ticket, Entities = [.. page.Entities.Select(entity => Sample.Entity(entity.Identifier, title: $"{ticket}"))] });

        await stage.PublishAsync([.. Enumerable.Repeat(page, 5)]);
        await Eventually.TrueAsync(() => stage.World.Statistics.EntityWrites >= 10);
        var written = stage.World.Statistics.EntityWrites;
        await stage.PublishLiveAsync([.. live]);
        await stage.PublishAsync(Ended(Sample.Scope, pages: 1));

        await stage.EndAsync();
        await Eventually.TrueAsync(async () => (await stage.EntitiesAsync())["service-0"].GetProperty("title").GetString() == "6");
        await stage.StopAsync();
        Assert.Equal(10, written);
        Assert.Empty(stage.Again);
    }
}
