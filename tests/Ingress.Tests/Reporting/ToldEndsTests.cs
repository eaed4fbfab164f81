using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Contracts;
using Pipeline.Ingress.Reporting;
using Pipeline.Ledger;
using Pipeline.Simulator;
using static Pipeline.Ingress.Tests.Reporting.PlayedStages;

namespace Pipeline.Ingress.Tests.Reporting;

/// <summary>What Port is told of a run by how it ends: the state of the resync, and a row for each block, the deletions and the whole.</summary>
public sealed partial class ToldEndsTests
{
    private const string Mapping = """
        {"resources":[
          {"kind":"AWS::S3::Bucket","selector":{"query":"true"},"port":{"entity":{"mappings":{"identifier":".Identifier","blueprint":"'bucket'"}}}},
          {"kind":"AWS::SQS::Queue","selector":{"query":"true"},"port":{"entity":{"mappings":{"identifier":".Identifier","blueprint":"'queue'"}}}}]}
        """;

    private static readonly Dictionary<string, Func<PlayedStages, Task>> Ends = new()
    {
        ["complete"] = async run => { await ListBothAsync(run); await run.SweepAsync(Buckets); await run.SweepAsync(Queues, deleted: 2); },
        ["nothing listed"] = async run =>
        {
            await run.PlanAsync(PlannedBuckets, PlannedQueues);
            await run.ListNothingAsync(Buckets);
            await run.ListNothingAsync(Queues);
            await run.SweepAsync(Buckets);
            await run.SweepAsync(Queues);
        },
        ["denied"] = async run =>
        {
            await run.PlanAsync(PlannedBuckets, PlannedQueues);
            await run.ListAsync(Buckets);
            await run.DenyAsync(Queues);
            await run.SweepAsync(Buckets, deleted: 1);
        },
        ["all denied"] = async run => { await run.PlanAsync(PlannedBuckets, PlannedQueues); await run.DenyAsync(Buckets); await run.DenyAsync(Queues); },
        ["account not entered"] = async run => { await run.PlanAsync(PlannedBuckets, PlannedAccount); await run.ListAsync(Buckets); await run.SweepAsync(Buckets); },
        ["rejected"] = async run =>
        {
            await run.PlanAsync(PlannedBuckets, PlannedQueues);
            await run.ListAsync(Buckets);
            await run.ListAsync(Queues, page => page with { Written = 1, Rejected = [new RejectedEntity("queue", "a", Queues, 1, "no")] });
            await run.SweepAsync(Buckets);
            await run.SweepAsync(Queues);
        },
        ["delete held"] = async run => { await ListBothAsync(run); await run.SweepAsync(Buckets, deleted: 3); await run.SweepAsync(Queues, held: 40); },
        ["unattributed deleted"] = async run => { await SweptAsync(run, deleted: 1); await run.SettleAsync(new UnattributedRecord(4, Deleted: 4, Kept: 0, Reason: null)); },
        ["unattributed held"] = async run => { await SweptAsync(run, deleted: 1); await run.SettleAsync(new UnattributedRecord(4, Deleted: 0, Kept: 4, "too many") { IsHeld = true }); },
        ["unattributed related to"] = async run => { await SweptAsync(run, deleted: 1); await run.SettleAsync(new UnattributedRecord(4, Deleted: 0, Kept: 4, "related to")); },
        ["aftermath faulted"] = async run => { await SweptAsync(run, deleted: 1); await run.ErrAsync(nameof(RunFinished)); },
        ["failed before its plan"] = run => run.FailAsync(),
        ["nothing planned"] = run => run.PlanAsync(),
        ["cancelled before its plan"] = run => run.StopAsync(RunOutcome.Cancelled),
        ["cancelled"] = async run => { await run.PlanAsync(PlannedBuckets, PlannedQueues); await run.ListAsync(Buckets); await run.StopAsync(RunOutcome.Cancelled); },
        ["cancelled, a block without scope"] = async run => { await run.PlanAsync(PlannedBuckets); await run.StopAsync(RunOutcome.Cancelled); },
        ["failed, a block without scope"] = async run => { await run.PlanAsync(PlannedBuckets); await run.DenyAsync(Buckets); },
        ["complete, a block without scope"] = async run => { await run.PlanAsync(PlannedBuckets); await run.ListAsync(Buckets); await run.SweepAsync(Buckets); },
        ["superseded"] = async run => { await run.PlanAsync(PlannedBuckets, PlannedQueues); await run.StopAsync(RunOutcome.Superseded); },
        ["never went on"] = async run => { await run.PlanAsync(PlannedBuckets, PlannedQueues); await run.ListAsync(Buckets); await run.StopAsync(RunOutcome.Partial); },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    //          how it ends                           resync       buckets      queues       deletions    whole        listed loaded skipped refused deleted
    [InlineData("complete",                         "completed", "completed", "completed", "completed", "completed", "6      4      2       0       2")]
    [InlineData("nothing listed",                   "completed", "completed", "completed", "completed", "completed", "0      0      0       0       0")]
    [InlineData("denied",                           "failed",    "completed", "failed",    "completed", "failed",    "3      2      1       0       1")]
    [InlineData("all denied",                       "failed",    "failed",    "failed",    "failed",    "failed",    "0      0      0       0       0")]
    [InlineData("account not entered",              "failed",    "failed",    "failed",    "completed", "failed",    "3      2      1       0       0")]
    [InlineData("rejected",                         "failed",    "completed", "completed", "completed", "failed",    "6      3      2       1       0")]
    [InlineData("delete held",                      "failed",    "completed", "completed", "failed",    "failed",    "6      4      2       0       3")]
    [InlineData("unattributed deleted",             "completed", "completed", "completed", "completed", "completed", "6      4      2       0       5")]
    [InlineData("unattributed held",                "failed",    "completed", "completed", "failed",    "failed",    "6      4      2       0       1")]
    [InlineData("unattributed related to",          "completed", "completed", "completed", "completed", "completed", "6      4      2       0       1")]
    [InlineData("aftermath faulted",                "failed",    "completed", "completed", "failed",    "failed",    "6      4      2       0       1")]
    [InlineData("failed before its plan",           "failed",    "failed",    "failed",    "failed",    "failed",    "0      0      0       0       0")]
    [InlineData("nothing planned",                  "failed",    "failed",    "failed",    "failed",    "failed",    "0      0      0       0       0")]
    [InlineData("cancelled before its plan",        "aborted",   "aborted",   "aborted",   "aborted",   "aborted",   "0      0      0       0       0")]
    [InlineData("cancelled",                        "aborted",   "completed", "aborted",   "aborted",   "aborted",   "3      2      1       0       0")]
    [InlineData("cancelled, a block without scope", "aborted",   "aborted",   "aborted",   "aborted",   "aborted",   "0      0      0       0       0")]
    [InlineData("failed, a block without scope",    "failed",    "failed",    "failed",    "failed",    "failed",    "0      0      0       0       0")]
    [InlineData("complete, a block without scope",  "completed", "completed", "completed", "completed", "completed", "3      2      1       0       0")]
    [InlineData("superseded",                       "aborted",   "aborted",   "aborted",   "aborted",   "aborted",   "0      0      0       0       0")]
    [InlineData("never went on",                    "failed",    "completed", "aborted",   "completed", "failed",    "3      2      1       0       0")]
    public async Task Run_Ends_PortIsToldHow(string end, string resync, string buckets, string queues, string deletions, string whole, string counts)
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Token);
        await using var host = await StartAsync(world);
        var run = await BeginAsync(world, host);

        await Ends[end](run);
        await run.EndAsync();

        var expected = new[] { buckets, queues, deletions, whole };
        await world.UntilAsync("/kind/", puts => Rows(run, puts) is { Count: 4 } rows && rows.Values.Select(State).SequenceEqual(expected) && Counts(rows) == Spaced(counts));
        var states = await world.UntilAsync("/resync-state", requests => requests.Count > 1);
        Assert.Equal(["running", resync], states.Select(request => request.Json.GetProperty("status").GetString()));
        Assert.Equal(JsonValueKind.Null, states[0].Json.GetProperty("lastResyncEnd").ValueKind);
        Assert.NotEqual(default, states[1].Json.GetProperty("lastResyncEnd").GetDateTimeOffset());
    }

    [Fact]
    public async Task Run_HasEndedAndIsSettledLater_WhatIsOtherByItIsToldThen()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Token);
        await using var host = await StartAsync(world);
        var run = await BeginAsync(world, host);
        await SweptAsync(run, deleted: 1);
        await run.EndAsync();
        var before = await world.UntilAsync("/kind/", puts => Rows(run, puts).Count == 4);
        Assert.Equal("completed", State(Rows(run, before)["__runtime__"]));

        await run.SettleAsync(new UnattributedRecord(9, Deleted: 4, Kept: 5, "Port refused some") { IsHeld = true });

        var after = await world.UntilAsync("/kind/", puts => Deleted(Rows(run, puts)["__reconciliation__"]) == 5 && State(Rows(run, puts)["__runtime__"]) == "failed");
        Assert.Equal(["__reconciliation__", "__runtime__"], after.Skip(before.Count).Select(put => Kind(put)).Order(StringComparer.Ordinal));
        var states = await world.UntilAsync("/resync-state", requests => requests.Count == 3);
        Assert.Equal(["running", "completed", "failed"], states.Select(request => request.Json.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Run_IsSettledWhenTheNextOneGoes_ItsNumbersAreToldAndTheStateIsLeftAlone()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Token);
        await using var host = await StartAsync(world);
        var run = await BeginAsync(world, host);
        await SweptAsync(run, deleted: 1);
        await run.EndAsync();
        await world.UntilAsync("/kind/", puts => Rows(run, puts).Count == 4);
        await host.Runs.RequestAsync("test", Token);
        await world.UntilAsync("/resync-state", requests => requests.Count == 3);

        await run.SettleAsync(new UnattributedRecord(4, Deleted: 0, Kept: 4, "too many") { IsHeld = true });

        await world.UntilAsync("/kind/", puts => State(Rows(run, puts)["__runtime__"]) == "failed");
        Assert.Equal(
            ["running", "completed", "running"], (await world.RequestsAsync("/resync-state")).Select(request => request.Json.GetProperty("status").GetString()));
    }

    private static async Task ListBothAsync(PlayedStages run)
    {
        await run.PlanAsync(PlannedBuckets, PlannedQueues);
        await run.ListAsync(Buckets);
        await run.ListAsync(Queues);
    }

    private static async Task SweptAsync(PlayedStages run, long deleted)
    {
        await ListBothAsync(run);
        await run.SweepAsync(Buckets, deleted);
        await run.SweepAsync(Queues);
    }

    private static Task<IngressHost> StartAsync(SimulatedWorld world) => IngressHost.StartAsync(
        world,
        mappings: new FixedMapping(Mapping),
        add: services => services.AddSingleton(new ReportingOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(50) }),
        sweeps: true);

    private static async Task<PlayedStages> BeginAsync(SimulatedWorld world, IngressHost host)
    {
        var run = await host.Runs.RequestAsync("test", Token);
        await Eventually.TrueAsync(() => host.Started.All.Count > 0);
        await world.UntilAsync("/resync-state", requests => requests.Count == 1);
        await world.UntilAsync("/syncMetrics", requests => requests.Count > 0);
        return new PlayedStages(host, run.RunId);
    }
}
