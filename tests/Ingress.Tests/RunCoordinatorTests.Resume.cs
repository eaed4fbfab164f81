using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Ingress.Runs;
using Pipeline.Ledger;
using Pipeline.Ledger.Tables.InMemory;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests;

/// <summary>Runs that a process left when it went.</summary>
public sealed partial class RunCoordinatorTests
{
    [Fact]
    public async Task Resume_ProcessGoneWhileItRan_GoesOnWithTheSameRunAndThenTheWaitingOne()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions { SeedMapping = true }, CancellationToken.None);
        var table = new InMemoryLedgerTable(TimeProvider.System);
        RequestedRun first;
        RequestedRun second;
        await using (var before = await OnAsync(world, table))
        {
            first = await before.Runs.RequestAsync("sync", CancellationToken.None);
            second = await before.Runs.RequestAsync("schedule", CancellationToken.None);
            await Eventually.TrueAsync(() => before.Started.All.Count == 1);
        }

        await using var after = await OnAsync(world, table);
        var resumed = await after.Runs.ResumeOrRequestAsync("start", CancellationToken.None);

        Assert.Equal(first.RunId, resumed.RunId);
        await Eventually.TrueAsync(() => after.Started.All.Count == 1);
        Assert.Equal(first.RunId, after.Started.All[0].RunId);
        await after.FinishAsync(first.RunId, RunOutcome.Complete);
        Assert.Equal(RunOutcome.Complete, (await resumed.Finished.WaitAsync(Patience)).Outcome);
        await Eventually.TrueAsync(() => after.Started.All.Count == 2);
        Assert.Equal(second.RunId, after.Started.All[1].RunId);
    }

    [Fact]
    public async Task Resume_ProcessGoneAfterItLookedAtAws_GoesOnWithItAndThenDoesWhatWasAskedFor()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions { SeedMapping = true }, CancellationToken.None);
        var table = new InMemoryLedgerTable(TimeProvider.System);
        RequestedRun first;
        await using (var before = await OnAsync(world, table))
        {
            first = await before.Runs.RequestAsync("sync", CancellationToken.None);
            await Eventually.TrueAsync(() => before.Started.All.Count == 1);
            var scope = new Scope { AccountId = "111111111111", Region = "us-east-1", Kind = "AWS::SNS::Topic" };
            await before.Ledger.PlanAsync(first.RunId, new RunPlan { Scopes = [new(scope, [0], ["us-east-1"])] }, CancellationToken.None);
        }

        await using var after = await OnAsync(world, table);
        var asked = await after.Runs.ResumeOrRequestAsync("once", CancellationToken.None);

        Assert.NotEqual(first.RunId, asked.RunId);
        Assert.True(asked.Waits);
        await Eventually.TrueAsync(() => after.Started.All.Count == 1);
        Assert.Equal(first.RunId, after.Started.All[0].RunId);
        await after.FinishAsync(first.RunId, RunOutcome.Complete);
        await Eventually.TrueAsync(() => after.Started.All.Count == 2);
        Assert.Equal(asked.RunId, after.Started.All[1].RunId);
    }

    [Fact]
    public async Task Resume_MappingIsAnotherNow_SupersedesTheRunAndStartsTheWaitingOne()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        var table = new InMemoryLedgerTable(TimeProvider.System);
        RequestedRun first;
        await using (var before = await OnAsync(world, table, new FixedMapping(() => JsonElement.Parse(Mapping))))
        {
            first = await before.Runs.RequestAsync("sync", CancellationToken.None);
            await Eventually.TrueAsync(() => before.Started.All.Count == 1);
        }

        var another = Mapping.Replace("'x'", "'y'", StringComparison.Ordinal);
        await using var after = await OnAsync(world, table, new FixedMapping(() => JsonElement.Parse(another)));
        var run = await after.Runs.ResumeOrRequestAsync("start", CancellationToken.None);

        await Eventually.TrueAsync(() => after.Started.All.Count == 1);
        Assert.NotEqual(first.RunId, after.Started.All[0].RunId);
        Assert.Equal(run.RunId, after.Started.All[0].RunId);
        Assert.Equal(RunOutcome.Superseded, (await after.Ledger.FindRunAsync(first.RunId, CancellationToken.None))!.Outcome);
    }
}
