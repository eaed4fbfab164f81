using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger;

namespace Pipeline.PortWriter.Tests;

/// <summary>What goes from Port when listings no longer show it, and what stays.</summary>
public sealed partial class SweepTests
{
    private static readonly Scope Other = Sample.Scope with { Kind = "AWS::SQS::Queue" };

    private int _runs;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ResourceGone_CompleteScope_ItsEntityGoesAndNothingElse()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 50)));

        var run = await RunAsync(stage, (Sample.Scope, Sample.Entities(3, 47)));

        Assert.Equal(Identifiers(3, 47), await stage.IdentifiersAsync());
        Assert.Equal((RunOutcome.Complete, 3), (run.Outcome, run.Scopes[0].Sweep?.Deleted));
    }

    [Fact]
    [Trait("Row", "R18")]
    public async Task ScopeDenied_IsNotSwept_AndOthersAre()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 5)), (Other, Sample.Entities(10, 5)));

        var run = await RunAsync(stage, (Sample.Scope, null), (Other, Sample.Entities(10, 4)));

        Assert.Equal(Identifiers(0, 5).Concat(Identifiers(10, 4)).Order(StringComparer.Ordinal), await stage.IdentifiersAsync());
        Assert.Equal(RunOutcome.Partial, run.Outcome);
    }

    [Fact]
    public async Task MoreThanAThirdGone_IsHeldAndReported()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 60)));

        var run = await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 39)));

        Assert.Equal(60, (await stage.IdentifiersAsync()).Count);
        Assert.Equal((SweepResult.Held, RunOutcome.Partial), (run.Scopes[0].Sweep?.Result, run.Outcome));
        Assert.Contains("21 of 60", run.Scopes[0].Sweep?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HeldAndSeenAgain_WritesNothing()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 60)));
        await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 39)));
        var upserts = stage.World.Statistics.PortBulkUpserts;

        var run = await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 60)));

        Assert.Equal((upserts, RunOutcome.Complete), (stage.World.Statistics.PortBulkUpserts, run.Outcome));
    }

    [Fact]
    public async Task EntityMovedToAnotherResource_IsNotDeletedInBetween()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, (Sample.Scope, [Sample.Entity("shared") with { Resource = "one" }]));

        await RunAsync(stage, (Sample.Scope, [Sample.Entity("shared") with { Resource = "two" }]));

        Assert.Equal(["shared"], await stage.IdentifiersAsync());
        Assert.DoesNotContain(await stage.RequestsAsync(), request => request.Contains("/bulk/entities/delete", StringComparison.Ordinal));
    }

    [Fact]
    public async Task IdentifierChanged_NewEntityBeforeOldOneGoes()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, (Sample.Scope, [Sample.Entity("old") with { Resource = "one" }]));

        await RunAsync(stage, (Sample.Scope, [Sample.Entity("new") with { Resource = "one" }]));

        Assert.Equal(["new"], await stage.IdentifiersAsync());
    }

    [Fact]
    public async Task IdentifierChangedToOneThatPortRefuses_KeepsTheOldEntity()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, (Sample.Scope, [Sample.Entity("old") with { Resource = "one" }]));

        var run = await RunAsync(stage, (Sample.Scope, [Sample.Entity("a b") with { Resource = "one" }]));

        Assert.Equal(["old"], await stage.IdentifiersAsync());
        Assert.Equal(RunOutcome.Partial, run.Outcome);
    }

    [Fact]
    public async Task MappingFaulted_KeepsWhatTheResourceMade()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 2)));

        await RunAsync(stage, page => page with { Entities = [], Resources = ["service-0"], Faulted = ["service-0"] }, (Sample.Scope, Sample.Entities(0, 1)));

        Assert.Equal(["service-0"], await stage.IdentifiersAsync());
    }

    [Fact]
    public async Task SharedEntityLosesItsWinner_TheNextOneIsAskedFor()
    {
        await using var stage = await StageUnderTest.StartAsync();
        var late = Sample.Entity("shared", title: "late") with { Block = 4, Resource = "one" };
        var early = Sample.Entity("shared", title: "early") with { Block = 1, Resource = "two" };
        await RunAsync(stage, (Sample.Scope, [late, early]));

        await RunAsync(stage, (Sample.Scope, [early]));

        Assert.Equal(["shared"], await stage.IdentifiersAsync());
        await Eventually.TrueAsync(() => !stage.Again.IsEmpty);
        Assert.Equal(("two", ChangeCause.Takeover), (Assert.Single(stage.Again).Resource.Identifier, stage.Again.First().Cause));
        await stage.PublishLiveAsync(Live(early, ticket: 90_000));
        await Eventually.TrueAsync(async () => (await stage.EntitiesAsync())["shared"].GetProperty("title").GetString() == "early");
    }

    [Fact]
    public async Task DependentOfOthers_KeepsTheEntity()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.CreateBlueprintAsync("team", relatesTo: "service");
        await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 3)));
        await stage.Port.UpsertAsync("team", [JsonEntity("mine", "service-0")], new Port.UpsertOptions(), Token);

        var run = await RunAsync(stage, (Sample.Scope, Sample.Entities(2, 1)));

        Assert.Equal(["service-0", "service-2"], await stage.IdentifiersAsync());
        Assert.Equal(SweepResult.Held, run.Scopes[0].Sweep?.Result);
        Assert.Contains("team/mine relates to it and is not ours", run.Scopes[0].Sweep?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DependentsGoInTheSameRun_AllGo()
    {
        await using var stage = await StageUnderTest.StartAsync();
        await stage.CreateBlueprintAsync("queue", relatesTo: "service");
        MappedEntity[] queues = [.. Enumerable.Range(0, 3).Select(number => Queue($"queue-{number}", $"service-{number}"))];
        await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 3)), (Other, queues));

        var run = await RunAsync(stage, (Sample.Scope, Sample.Entities(0, 1)), (Other, queues[..1]));

        Assert.Equal(["service-0"], await stage.IdentifiersAsync());
        Assert.Equal(["queue-0"], await stage.IdentifiersAsync("queue"));
        Assert.All(run.Scopes, scope => Assert.Null(scope.Sweep?.Reason));
        Assert.Equal(RunOutcome.Complete, run.Outcome);
    }

    private static IEnumerable<string> Identifiers(int first, int count) =>
        Enumerable.Range(first, count).Select(number => $"service-{number}").Order(StringComparer.Ordinal);

    private static ReadOnlyMemory<byte> JsonEntity(string identifier, string service) =>
        JsonSerializer.SerializeToUtf8Bytes(new { identifier, relations = new { service } });

    private static MappedEntity Queue(string identifier, string service) => Sample.Entity(identifier, "queue") with
    {
        Body = JsonElement.Parse($$$"""{"identifier":"{{{identifier}}}","relations":{"service":"{{{service}}}"} }"""),
    };

    private static EntitiesMapped Live(MappedEntity entity, long ticket) =>
        Sample.Message(entity) with { RunId = null, Page = 0, Ticket = ticket, OccurredAt = TimeProvider.System.GetUtcNow() };

    private static ResourceGone Gone(string resource, long ticket) => new()
    {
        Resource = ResourceKey.Of(Sample.Scope, resource),
        MappingVersion = "v1",
        Ticket = ticket,
        OccurredAt = TimeProvider.System.GetUtcNow(),
    };

    private Task<RunSnapshot> RunAsync(StageUnderTest stage, params (Scope Scope, IEnumerable<MappedEntity>? Entities)[] scopes) =>
        stage.PlayRunAsync(++_runs, page => page, scopes);

    private Task<RunSnapshot> RunAsync(
        StageUnderTest stage, Func<EntitiesMapped, EntitiesMapped> change, params (Scope Scope, IEnumerable<MappedEntity>? Entities)[] scopes) =>
        stage.PlayRunAsync(++_runs, change, scopes);
}
