using System.Text.Json;
using Pipeline.Contracts;

namespace Pipeline.PortWriter.Tests;

/// <summary>What no run waits for, and Port does not take because what it relates to is not there.</summary>
public sealed partial class LiveParkingTests
{
    private static readonly Scope Other = Sample.Scope with { Kind = "AWS::SQS::Queue" };

    private long _ticket = 50;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TargetIsWrittenByALiveEvent_IsWrittenWithAllItHas()
    {
        await using var stage = await StartAsync();
        await RefusedAsync(stage, Node("a", "b"));

        await stage.PublishLiveAsync(Live(Node("b", null)));

        await Eventually.TrueAsync(async () => (await NodesAsync(stage)).Count == 2);
        var node = (await stage.EntitiesAsync("node"))["a"];
        Assert.Equal(("title of a", "b"), (node.GetProperty("title").GetString(), node.GetProperty("relations").GetProperty("next").GetString()));
    }

    [Fact]
    public async Task TargetOfATargetIsWritten_AreAllWritten()
    {
        await using var stage = await StartAsync();
        await RefusedAsync(stage, Node("a", "b"));
        await RefusedAsync(stage, Node("b", "c"));

        await stage.PublishLiveAsync(Live(Node("c", null)));

        await Eventually.TrueAsync(async () => (await NodesAsync(stage)).Count == 3);
    }

    [Fact]
    public async Task TargetIsWrittenByARunOverAnotherScope_IsWritten()
    {
        await using var stage = await StartAsync();
        await RefusedAsync(stage, Node("a", "b"));

        var run = await RunAsync(stage, 1, (Other, [Node("b", null)]));

        Assert.Equal(RunOutcome.Complete, run.Outcome);
        Assert.Equal(["a", "b"], await NodesAsync(stage));
    }

    [Fact]
    public async Task TargetIsMadeByHand_IsWrittenAtTheEndOfTheNextRun()
    {
        await using var stage = await StartAsync();
        await RefusedAsync(stage, Node("a", "b"));
        await stage.Port.UpsertAsync("node", [JsonSerializer.SerializeToUtf8Bytes(new { identifier = "b" })], new(), Token);

        await RunAsync(stage, 1, (Other, [Node("x", null)]));

        Assert.Equal(["a", "b", "x"], await NodesAsync(stage));
    }

    [Fact]
    public async Task ScopeIsListedMeanwhile_IsAskedForAgainAndNotLost()
    {
        await using var stage = await StartAsync();
        await RefusedAsync(stage, Node("a", "b"));

        await RunAsync(stage, 1, (Sample.Scope, [Node("x", null)]));

        await Eventually.TrueAsync(() => stage.Again.Any(again => again.Resource.Identifier == "a"));
    }

    [Fact]
    public async Task TheyRelateToEachOther_AreWrittenAtTheEndOfTheNextRun()
    {
        await using var stage = await StartAsync();
        await RefusedAsync(stage, Node("a", "b"));
        await RefusedAsync(stage, Node("b", "a"));

        await RunAsync(stage, 1, (Other, [Node("x", null)]));

        Assert.Equal(["a", "b", "x"], await NodesAsync(stage));
    }

    [Fact]
    public async Task ScopeOfTheRunFails_IsReportedWithItsReasonAndWaitsOn()
    {
        await using var stage = await StartAsync();
        var run = Guid.Parse("0197f3c2-8d1e-7c54-9a41-000000000001");
        await stage.BeginAsync(run, Sample.Scope, Other);
        await stage.PublishAsync(Page(run, Sample.Scope, Node("a", "b"), Node("k", null)), Page(run, Other, Node("x", null)));
        await stage.PublishAsync(new ScopeFailed { RunId = run, Scope = Sample.Scope, Attempt = 1, Pages = 1, Failure = Denied });
        await stage.PublishAsync(new ScopeEnumerated { RunId = run, Scope = Other, Attempt = 1, Pages = 1, Resources = 0, FirstTicket = 1000 });
        await stage.EndAsync(run);

        await Eventually.TrueAsync(async () => (await stage.Ledger.FindRunAsync(run, Token))!.IsSettled);
        var report = (await stage.Ledger.FindRunAsync(run, Token))!;
        Assert.Equal(RunOutcome.Partial, report.Outcome);
        var rejected = Assert.Single(report.Rejected);
        Assert.Equal(("a", Sample.Scope, 404), (rejected.Identifier, rejected.Scope, rejected.StatusCode));
        Assert.Contains("b", rejected.Reason, StringComparison.Ordinal);
        Assert.Equal((1, 1), (report.Scopes[0].Rejected, report.Totals.Rejected));

        await stage.PublishLiveAsync(Live(Node("b", null)) with { Ticket = 2000 });
        await Eventually.TrueAsync(async () => (await NodesAsync(stage)).Contains("a"));
    }

    [Fact]
    public async Task AllScopesOfTheRunFail_WhatTheyParkedIsTriedAndTold()
    {
        await using var stage = await StartAsync();
        var run = Guid.Parse("0197f3c2-8d1e-7c54-9a41-000000000001");
        await stage.BeginAsync(run, Sample.Scope);
        await stage.PublishAsync(Page(run, Sample.Scope, Node("a", "b"), Node("b", null), Node("c", "nowhere")));
        await stage.PublishAsync(new ScopeFailed { RunId = run, Scope = Sample.Scope, Attempt = 1, Pages = 1, Failure = Denied });
        await stage.EndAsync(run);

        await Eventually.TrueAsync(async () => (await stage.Ledger.FindRunAsync(run, Token))!.IsSettled);
        var report = (await stage.Ledger.FindRunAsync(run, Token))!;
        Assert.Equal(["a", "b"], await NodesAsync(stage));
        Assert.Equal("c", Assert.Single(report.Rejected).Identifier);
        Assert.Equal((2, 2), (report.Scopes[0].Written, report.Totals.Written));
    }

    [Fact]
    public async Task PageComesAfterItsRunWasCancelled_WhatItParkedWaitsForItsTarget()
    {
        await using var stage = await StartAsync();
        await stage.BeginAsync(Sample.Scope);
        await stage.Ledger.StopRunAsync(Sample.RunId, RunOutcome.Cancelled, "asked to", Token);
        await stage.PublishAsync(new RunFinished { RunId = Sample.RunId, Outcome = RunOutcome.Cancelled });
        await Eventually.TrueAsync(async () => (await stage.RunAsync()).IsSettled);
        var before = await RequestsAsync(stage);
        await stage.PublishAsync(Page(Sample.RunId, Sample.Scope, Node("a", "b")));
        await Eventually.TrueAsync(async () => await RequestsAsync(stage) >= before + 2);

        await stage.PublishLiveAsync(Live(Node("b", null)) with { Ticket = 2000 });

        await Eventually.TrueAsync(async () => (await NodesAsync(stage)).Count == 2);
    }

    [Fact]
    public async Task RunLeavesWhatTheNextOneListsAgain_IsParkedByThatOneAndNotAskedFor()
    {
        await using var stage = await StartAsync();
        await RunAsync(stage, 1, (Sample.Scope, [Node("a", "nowhere"), Node("x", null)]));

        var second = await RunAsync(stage, 2, (Sample.Scope, [Node("a", "nowhere"), Node("x", null)]));

        Assert.Equal((RunOutcome.Partial, "a"), (second.Outcome, Assert.Single(second.Rejected).Identifier));
        Assert.Empty(stage.Again);
    }
}
