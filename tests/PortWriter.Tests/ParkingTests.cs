using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.PortWriter.Parking;

namespace Pipeline.PortWriter.Tests;

/// <summary>Entities that relate to what is not at Port yet, where Port makes no placeholders.</summary>
public sealed class ParkingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TargetsComeLater_AreWrittenInTheEndAndTheRunIsComplete()
    {
        await using var stage = await StartAsync();

        var run = await RunAsync(stage, 1, [.. Enumerable.Range(0, 40).Select(number => Node($"n{number:D2}", $"n{number + 1:D2}")), Node("n40", null)]);

        Assert.Empty(run.Rejected);
        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(41, (await stage.IdentifiersAsync("node")).Count);
        Assert.Equal("n01", (await stage.EntitiesAsync("node"))["n00"].GetProperty("relations").GetProperty("next").GetString());
    }

    [Fact]
    public async Task TargetsFormACircle_AreWritten()
    {
        await using var stage = await StartAsync();

        var run = await RunAsync(stage, 1, [Node("a", "b"), Node("b", "c"), Node("c", "a"), Node("d", "a")]);

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(["b", "c", "a", "a"], (await stage.EntitiesAsync("node")).OrderBy(node => node.Key).Select(node => node.Value.GetProperty("relations").GetProperty("next").GetString()));
    }

    [Fact]
    public async Task TargetNeverComes_IsReportedWithPortsReasonAndTriedAgainInTheNextRun()
    {
        await using var stage = await StartAsync();

        var first = await RunAsync(stage, 1, [Node("a", "nowhere"), Node("b", null)]);
        var second = await RunAsync(stage, 2, [Node("a", "b"), Node("b", null)]);

        Assert.Equal((RunOutcome.Partial, "a"), (first.Outcome, Assert.Single(first.Rejected).Identifier));
        Assert.Contains("nowhere", first.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{32}$", first.Rejected[0].RequestId);
        Assert.Equal((RunOutcome.Complete, 1), (second.Outcome, second.Scopes[0].Written));
    }

    [Fact]
    public async Task TargetNeverComes_KeepsWhatTheResourceMadeBefore()
    {
        await using var stage = await StartAsync();
        await RunAsync(stage, 1, [Node("old", null) with { Resource = "one" }]);

        await RunAsync(stage, 2, [Node("new", "nowhere") with { Resource = "one" }]);

        Assert.Equal(["old"], await stage.IdentifiersAsync("node"));
    }

    [Fact]
    public async Task MemberOfACircleWasSeenSince_KeepsWhatWasSeenSince()
    {
        await using var stage = await StartAsync();
        var other = Sample.Scope with { Kind = "AWS::SQS::Queue" };
        await stage.BeginAsync(Sample.Scope, other);
        await stage.PublishAsync(Page(Sample.Scope, Node("a", "b"), Node("b", "a")));
        await stage.PublishAsync(Ended(Sample.Scope));
        await Eventually.TrueAsync(async () => (await stage.Ledger.FindProgressAsync(Sample.RunId, Token))!.Scopes.Any(scope => scope.State == ScopeState.Complete));

        await stage.PublishLiveAsync(Page(Sample.Scope, Node("a", null) with { Body = JsonElement.Parse("""{"identifier":"a","title":"seen since"}""") }) with { RunId = null, Ticket = 9 });
        await Eventually.TrueAsync(async () => (await stage.IdentifiersAsync("node")).Contains("a"));
        await stage.PublishAsync(Page(other));
        await stage.PublishAsync(Ended(other));
        await stage.EndAsync();

        var nodes = await stage.EntitiesAsync("node");
        Assert.Equal("seen since", nodes["a"].GetProperty("title").GetString());
        Assert.Equal("a", nodes["b"].GetProperty("relations").GetProperty("next").GetString());
    }

    [Fact]
    public void Levels_LongChainAndCircle_AreOrderedInLinearTime()
    {
        const int Chain = 200_000;
        var edges = Enumerable.Range(0, Chain - 1).Select(number => (number, number + 1)).Append((Chain, Chain + 1)).Append((Chain + 1, Chain));

        var (levels, cyclic) = DependencyLevels.Of(Chain + 2, edges);

        Assert.Equal(Chain, levels.Count);
        Assert.Equal((Chain - 1, 0), (levels[0][0], levels[^1][0]));
        Assert.Equal([Chain, Chain + 1], cyclic);
    }

    private static async Task<StageUnderTest> StartAsync()
    {
        var stage = await StageUnderTest.StartAsync();
        await stage.Port.CreateBlueprintAsync(
            JsonElement.Parse("""
                {"identifier":"node","title":"node","schema":{"properties":{},"required":[]},
                 "relations":{"next":{"title":"next","target":"node","required":false,"many":false}}}
                """),
            TestContext.Current.CancellationToken);
        return stage;
    }

    private static EntitiesMapped Page(Scope scope, params MappedEntity[] entities) =>
        Sample.Page(1, entities) with { Scope = scope, Options = new WriteOptions { CreateMissingRelatedEntities = false } };

    private static ScopeEnumerated Ended(Scope scope) =>
        new() { RunId = Sample.RunId, Scope = scope, Attempt = 1, Pages = 1, Resources = 0, FirstTicket = 1 };

    private static MappedEntity Node(string identifier, string? next) => Sample.Entity(identifier, "node") with
    {
        Body = JsonSerializer.SerializeToElement(new { identifier, relations = new { next } }),
    };

    private static Task<RunSnapshot> RunAsync(StageUnderTest stage, int number, IEnumerable<MappedEntity> entities) => stage.PlayRunAsync(
        number, page => page with { Options = new WriteOptions { CreateMissingRelatedEntities = false } }, (Sample.Scope, entities));
}
