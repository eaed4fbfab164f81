using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Simulator;

namespace Pipeline.PortWriter.Tests;

/// <summary>What happens when Port and the ledger have come to differ.</summary>
public sealed class DriftTests
{
    private static readonly Scope Other = Sample.Scope with { Kind = "AWS::SQS::Queue" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EntityRemovedByHand_IsBackAfterTheNextRun(bool hasOwnedRoute)
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, 1, Sample.Entities(0, 30));
        await stage.Port.DeleteEntityAsync("service", "service-7", deleteDependents: false, Token);
        if (!hasOwnedRoute)
        {
            stage.World.SetFaults(MissingRoute());
        }

        var run = await RunAsync(stage, 2, Sample.Entities(0, 30));

        Assert.Equal((1, 29), (run.Scopes[0].Written, run.Scopes[0].Unchanged));
        Assert.Contains("service-7", await stage.IdentifiersAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PageOfAFirstRunListedAgain_UnderANewTicket_WritesNothing(bool refreshes)
    {
        await using var stage = await StageUnderTest.StartAsync();
        stage.Refreshes = refreshes;
        await stage.BeginAsync(Sample.Scope);
        var page = Sample.Page(1, Sample.Entities(0, 30)) with { Ticket = 10 };
        await stage.PublishAsync(page);
        await Eventually.TrueAsync(async () => (await stage.RunAsync()).Scopes[0].Written == 30);
        var upserts = stage.World.Statistics.PortBulkUpserts;

        await stage.PublishAsync(page with { Page = 2, Ticket = 14 });
        await stage.PublishAsync(new ScopeEnumerated { RunId = Sample.RunId, Scope = Sample.Scope, Attempt = 1, Pages = 2, Resources = 30, FirstTicket = 10 });

        var scope = (await stage.EndAsync()).Scopes[0];
        Assert.Equal((30, 30, upserts), (scope.Written, scope.Unchanged, stage.World.Statistics.PortBulkUpserts));
    }

    [Fact]
    public async Task EntityRemovedByHand_AnEventFindsItUnchangedBeforeTheRun_IsBackAfterIt()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, 1, Sample.Entities(0, 3));
        await stage.Port.DeleteEntityAsync("service", "service-1", deleteDependents: false, Token);
        await stage.PublishLiveAsync(Sample.Page(1, Sample.Entity("service-1")) with { RunId = null, Ticket = 1500 });

        var run = await RunAsync(stage, 2, Sample.Entities(0, 3));

        Assert.Equal((1, 2), (run.Scopes[0].Written, run.Scopes[0].Unchanged));
        Assert.Contains("service-1", await stage.IdentifiersAsync());
    }

    [Fact]
    public async Task OwnedEntitiesCannotBeRead_NothingIsTakenForMissing()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, 1, Sample.Entities(0, 5));
        stage.World.SetFaults(Failing("/datasource-entities", 403));

        var run = await RunAsync(stage, 2, Sample.Entities(0, 5));

        Assert.Equal((RunOutcome.Complete, 0, 5), (run.Outcome, run.Scopes[0].Written, run.Scopes[0].Unchanged));
    }

    [Fact]
    public async Task LedgerLost_WhatIsEqualIsAdoptedAndTheRestWritten()
    {
        await using var first = await StageUnderTest.StartAsync();
        await RunAsync(first, 1, Sample.Entities(0, 30));
        await using var stage = await first.ReplaceAsync();
        var upserts = stage.World.Statistics.PortBulkUpserts;

        var run = await RunAsync(stage, 2, [.. Sample.Entities(0, 29), Sample.Entity("service-29", title: "new")]);

        Assert.Equal((upserts + 1, 1, 29), (stage.World.Statistics.PortBulkUpserts, run.Scopes[0].Written, run.Scopes[0].Unchanged));
        Assert.Equal("new", (await stage.EntitiesAsync())["service-29"].GetProperty("title").GetString());
    }

    [Fact]
    public async Task LedgerLost_WhatNoResourceMakesGoesAfterACompleteRunAndNotBefore()
    {
        await using var first = await StageUnderTest.StartAsync();
        await RunAsync(first, 1, Sample.Entities(0, 30));
        await using var stage = await first.ReplaceAsync();
        await stage.UseMappingAsync();

        await stage.PlayRunAsync(2, page => page, (Sample.Scope, Sample.Entities(0, 28)), (Other, null));
        await Eventually.TrueAsync(() => !stage.Finished.IsEmpty);
        Assert.Equal(30, (await stage.IdentifiersAsync()).Count);
        await RunAsync(stage, 3, Sample.Entities(0, 28));

        await Eventually.TrueAsync(async () => (await stage.IdentifiersAsync()).Count == 28);
    }

    [Fact]
    public async Task LedgerLost_MoreThanTheThresholdIsMadeByNoResource_IsHeldAndTheRunPartial()
    {
        await using var first = await StageUnderTest.StartAsync();
        await RunAsync(first, 1, Sample.Entities(0, 30));
        await using var stage = await first.ReplaceAsync();
        await stage.UseMappingAsync("""{"resources":[],"entityDeletionThreshold":0.05}""");

        var run = await RunAsync(stage, 2, Sample.Entities(0, 28));
        await Eventually.TrueAsync(async () => (await stage.Ledger.FindRunAsync(run.Run.RunId, Token))!.IsSettled);

        run = (await stage.Ledger.FindRunAsync(run.Run.RunId, Token))!;
        Assert.Equal((RunOutcome.Partial, 2, 0), (run.Outcome, run.Unattributed?.Kept, run.Unattributed?.Deleted));
        Assert.Contains("entityDeletionThreshold", run.Unattributed!.Reason, StringComparison.Ordinal);
        Assert.Equal(30, (await stage.IdentifiersAsync()).Count);
    }

    [Fact]
    public async Task Placeholder_IsRelatedTo_StaysAndTheRunIsComplete()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.UseMappingAsync();
        await stage.CreateBlueprintAsync("queue", relatesTo: "service");
        await stage.PlayRunAsync(1, page => page, (Sample.Scope, Sample.Entities(0, 9)), (Other, [Queue("unknown")]));

        var run = await stage.PlayRunAsync(2, page => page, (Sample.Scope, Sample.Entities(0, 9)), (Other, [Queue("unknown")]));
        await Eventually.TrueAsync(async () => (await stage.Ledger.FindRunAsync(run.Run.RunId, Token))!.IsSettled);

        run = (await stage.Ledger.FindRunAsync(run.Run.RunId, Token))!;
        Assert.Equal((RunOutcome.Complete, 1), (run.Outcome, run.Unattributed?.Kept));
    }

    [Fact]
    public async Task Placeholder_GoesWhenNothingRelatesToIt()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.UseMappingAsync();
        await stage.CreateBlueprintAsync("queue", relatesTo: "service");
        await stage.PlayRunAsync(1, page => page, (Sample.Scope, Sample.Entities(0, 9)), (Other, [Queue("unknown")]));
        Assert.Contains("unknown", await stage.IdentifiersAsync());

        await stage.PlayRunAsync(2, page => page, (Sample.Scope, Sample.Entities(0, 9)), (Other, [Queue("service-1")]));

        await Eventually.TrueAsync(async () => !(await stage.IdentifiersAsync()).Contains("unknown"));
        Assert.Equal(9, (await stage.IdentifiersAsync()).Count);
    }

    private static MappedEntity Queue(string service) => Sample.Entity("queue", "queue") with
    {
        Body = JsonElement.Parse($$$"""{"identifier":"queue","relations":{"service":"{{{service}}}"} }"""),
    };

    private static SimulatorFault MissingRoute() => Failing("/datasource-entities", 404);

    private static SimulatorFault Failing(string operation, int status) =>
        new() { Kind = SimulatorFaultKind.PortStatus, Operation = operation, StatusCode = status };

    private static Task<RunSnapshot> RunAsync(StageUnderTest stage, int number, IEnumerable<MappedEntity> entities) =>
        stage.PlayRunAsync(number, page => page, (Sample.Scope, entities));
}
