using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Contracts;
using Pipeline.Ingress.Mappings;
using Pipeline.Ingress.Runs;
using Pipeline.Ingress.Tests.Reporting;
using Pipeline.Ledger;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.InMemory;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Runs;

/// <summary>Runs whose end is in the ledger, and was not said or not heard.</summary>
public sealed class EndedRunTests
{
    private const string Mapping =
        """{"resources":[{"kind":"AWS::S3::Bucket","selector":{"query":"true"},"port":{"entity":{"mappings":{"identifier":".Identifier","blueprint":"'x'"}}}}]}""";

    // What outlives the processes, beside the ledger.
    private readonly InMemoryClaimCheckStore _mappings = new(TimeProvider.System);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task End_RecordedAndNeverSaid_IsSaidByTheWatchdogAndTheNextRunStarts()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Token);
        var often = new LostRunOptions { Interval = TimeSpan.FromMilliseconds(50), Unheard = TimeSpan.Zero };
        await using var host = await IngressHost.StartAsync(world, mappings: new FixedMapping(Mapping), add: services => services.AddSingleton(often));
        var first = await host.Runs.RequestAsync("test", Token);
        var second = await host.Runs.RequestAsync("test", Token);
        await Eventually.TrueAsync(() => host.Started.All.Count == 1);

        await host.Ledger.StopRunAsync(first.RunId, RunOutcome.Cancelled, "whoever asked died before saying so", Token);

        Assert.Equal(RunOutcome.Cancelled, (await first.Finished.WaitAsync(Patience, Token)).Outcome);
        await Eventually.TrueAsync(() => host.Started.All.Count == 2);
        Assert.Equal(second.RunId, host.Started.All[1].RunId);
        await world.UntilAsync("/resync-state", requests => requests.Any(request => request.Json.GetProperty("status").GetString() == "aborted"));
    }

    [Fact]
    public async Task Superseded_ByTheNextProcess_PortIsToldAndTheRunLeavesTheQueue()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Token);
        var table = new InMemoryLedgerTable(TimeProvider.System);
        Guid first;
        await using (var before = await OnAsync(world, table, new FixedMapping(Mapping)))
        {
            first = (await before.Runs.RequestAsync("test", Token)).RunId;
            await world.UntilAsync("/syncMetrics", requests => requests.Count > 0);
        }

        var told = (await world.RequestsAsync("/resync-state")).Count;
        await using var after = await OnAsync(world, table, new FixedMapping(Mapping.Replace("'x'", "'y'", StringComparison.Ordinal)));

        Assert.Null(await after.Runs.ResumeAsync(Token));
        await world.UntilAsync($"/resync/{first}/kind/", puts => puts.Select(State).Where(state => state == "aborted").Count() == 3);
        var states = await world.UntilAsync("/resync-state", requests => requests.Count > told);
        Assert.Equal("aborted", states[^1].Json.GetProperty("status").GetString());
        var run = (await after.Ledger.FindRunAsync(first, Token))!;
        Assert.Equal((RunOutcome.Superseded, true), (run.Outcome, run.Failure?.Contains("mapping", StringComparison.Ordinal)));

        var next = await after.Runs.RequestAsync("test", Token);
        Assert.False(next.Waits);
        await Eventually.TrueAsync(() => after.Started.All.Count == 1);
        Assert.Equal(next.RunId, after.Started.All[0].RunId);
    }

    [Fact]
    public async Task Superseded_ADeathBeforeTheWordIsSaid_IsSaidByTheProcessAfterThat()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Token);
        var table = new InMemoryLedgerTable(TimeProvider.System);
        Guid first;
        await using (var before = await OnAsync(world, table, new FixedMapping(Mapping)))
        {
            first = (await before.Runs.RequestAsync("test", Token)).RunId;
            await Eventually.TrueAsync(() => before.Started.All.Count == 1);
            await before.Ledger.StopRunAsync(first, RunOutcome.Superseded, "the next process began with this and died", Token);
        }

        await using var after = await OnAsync(world, table, new FixedMapping(Mapping));

        Assert.Null(await after.Runs.ResumeAsync(Token));
        await world.UntilAsync($"/resync/{first}/kind/", puts => puts.Select(State).Where(state => state == "aborted").Count() == 3);
        Assert.False((await after.Runs.RequestAsync("test", Token)).Waits);
    }

    [Fact]
    public async Task WhatFollowsAnEnd_CutOffByADeath_IsGoneOnWithByTheNextProcess()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Token);
        var table = new InMemoryLedgerTable(TimeProvider.System);
        List<Guid> left = [];
        await using (var before = await OnAsync(world, table, new FixedMapping(Mapping)))
        {
            left.Add(await EndAsync(before));
            left.Add(await EndAsync(before));
        }

        var words = new Words();
        await using var after = await OnAsync(world, table, new FixedMapping(Mapping), words);

        // The later run's end is said again. The one before is told as it is: nobody does for it what followed.
        Assert.Null(await after.Runs.ResumeAsync(Token));
        await Eventually.TrueAsync(() => words.Said.Contains(left[1]));
        Assert.Equal([left[1]], words.Said);
        var first = (await after.Ledger.FindRunAsync(left[0], Token))!;
        Assert.Equal((RunOutcome.Partial, true), (first.Outcome, first.IsSettled));
        Assert.Contains("process ended", Assert.Single(first.Errors).Reason, StringComparison.Ordinal);

        // Who has settled it says no more, nor does a process whose bus has kept the word.
        await after.Ledger.RecordAftermathAsync(left[1], new RunAftermath(), Token);
        var silent = new Words();
        await using var third = await OnAsync(world, table, new FixedMapping(Mapping), silent);
        Assert.Null(await third.Runs.ResumeAsync(Token));
        Assert.Empty(silent.Said);
    }

    [Fact]
    public async Task WhatFollowsAnEnd_TheCredentialsAreOfAnotherOrganisation_IsLeft()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Token);
        var table = new InMemoryLedgerTable(TimeProvider.System);
        Guid left;
        await using (var before = await OnAsync(world, table, new FixedMapping(Mapping)))
        {
            left = await EndAsync(before);
        }

        var words = new Words();
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = "/organization", StatusCode = 401 });
        await using var after = await OnAsync(world, table, new FixedMapping(Mapping), words);

        Assert.Null(await after.Runs.ResumeAsync(Token));
        Assert.Empty(words.Said);
        Assert.False((await after.Ledger.FindRunAsync(left, Token))!.IsSettled);
    }

    // A run that has ended and left the queue, of which no other stage did what follows.
    private static async Task<Guid> EndAsync(IngressHost host)
    {
        var run = await host.Runs.RequestAsync("test", Token);
        await Eventually.TrueAsync(() => host.Started.All.Any(started => started.RunId == run.RunId));
        var stages = new PlayedStages(host, run.RunId);
        await stages.PlanAsync(PlayedStages.PlannedBuckets);
        await stages.ListAsync(PlayedStages.Buckets);
        await stages.EndAsync();
        Assert.Equal(RunOutcome.Complete, (await run.Finished.WaitAsync(Patience, Token)).Outcome);
        return run.RunId;
    }

    private static string? State(SeenRequest put) => put.Json.GetProperty("syncKindMetrics").GetProperty("syncState").GetString();

    private Task<IngressHost> OnAsync(SimulatedWorld world, ILedgerTable table, IMappingOrigin mapping, Words? words = null) => IngressHost.StartAsync(
        world,
        mappings: mapping,
        add: services => services.AddSingleton(table).AddSingleton<IClaimCheckStore>(_mappings).AddPublishObserver(_ => words ?? new Words()));

    /// <summary>The words of runs' ends that a process says.</summary>
    private sealed class Words : IPublishObserver
    {
        private readonly ConcurrentQueue<Guid> _said = new();

        public IReadOnlyList<Guid> Said => [.. _said];

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class
        {
            if (context.Message is RunFinished finished)
            {
                _said.Enqueue(finished.RunId);
            }

            return Task.CompletedTask;
        }

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
