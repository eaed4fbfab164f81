using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Contracts;
using Pipeline.Ingress.Mappings;
using Pipeline.Ledger.Tables;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests;

public sealed partial class RunCoordinatorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Request_WhileOneRuns_OneWaitsAndOthersJoinIt()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        await using var host = await IngressHost.StartAsync(world);

        var first = await host.Runs.RequestAsync("test", CancellationToken.None);
        var second = await host.Runs.RequestAsync("test", CancellationToken.None);
        var third = await host.Runs.RequestAsync("test", CancellationToken.None);
        await Eventually.TrueAsync(() => host.Started.All.Count == 1);
        await host.FinishAsync(first.RunId, RunOutcome.Partial);

        Assert.Equal(RunOutcome.Partial, (await first.Finished.WaitAsync(Patience)).Outcome);
        await Eventually.TrueAsync(() => host.Started.All.Count == 2);
        Assert.Equal(second.RunId, third.RunId);
        Assert.Equal([first.RunId, second.RunId], host.Started.All.Select(run => run.RunId));
        Assert.False(second.Finished.IsCompleted);
    }

    [Fact]
    public async Task Request_FinishedTwice_StartsTheWaitingOneOnce()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        await using var host = await IngressHost.StartAsync(world);
        var first = await host.Runs.RequestAsync("test", CancellationToken.None);
        var second = await host.Runs.RequestAsync("test", CancellationToken.None);
        await Eventually.TrueAsync(() => host.Started.All.Count == 1);

        await host.FinishAsync(first.RunId, RunOutcome.Complete);
        await host.FinishAsync(first.RunId, RunOutcome.Complete);
        await Eventually.TrueAsync(() => host.Started.All.Count == 2);
        await host.FinishAsync(second.RunId, RunOutcome.Complete);

        await second.Finished.WaitAsync(Patience);
        Assert.Equal(2, host.Started.All.Count);
    }

    [Theory]
    [InlineData("""{}""", "resources")]
    [InlineData("""{"resources":[{"kind":"AWS::S3::Bucket"}]}""", "selector")]
    public async Task Request_MappingCannotBeUsed_FailsTheRunAndNamesTheField(string mapping, string field)
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        await using var host = await IngressHost.StartAsync(world, mappings: new FixedMapping(() => JsonElement.Parse(mapping)));

        var run = await host.Runs.RequestAsync("test", CancellationToken.None);

        Assert.Equal(RunOutcome.Failed, (await run.Finished.WaitAsync(Patience)).Outcome);
        var record = await host.Ledger.FindRunAsync(run.RunId, CancellationToken.None);
        Assert.Contains(field, record!.Failure, StringComparison.Ordinal);
        Assert.Empty(host.Started.All);
    }

    [Fact]
    public async Task Request_StartThrowsAnything_EndsItAndStartsTheNext()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        var asked = 0;
        var gate = new ManualResetEventSlim();
        await using var host = await IngressHost.StartAsync(world, mappings: new FixedMapping(() =>
        {
            gate.Wait(Patience);
            return ++asked == 1 ? throw new InvalidCastException("made up") : JsonElement.Parse(Mapping);
        }));
        var first = await host.Runs.RequestAsync("test", CancellationToken.None);
        var second = await host.Runs.RequestAsync("test", CancellationToken.None);

        gate.Set();

        Assert.Equal(RunOutcome.Failed, (await first.Finished.WaitAsync(Patience)).Outcome);
        await Eventually.TrueAsync(() => host.Started.All.Count == 1);
        Assert.Equal(second.RunId, host.Started.All[0].RunId);
    }

    [Fact]
    public async Task Request_PortDown_FailsTheRunWithTheReason()
    {
        await using var world = await SimulatedWorld.StartAsync(
            new SimulatorOptions { Faults = [new SimulatorFault { Kind = SimulatorFaultKind.PortDown }] }, CancellationToken.None);
        await using var host = await IngressHost.StartAsync(world);

        var run = await host.Runs.RequestAsync("test", CancellationToken.None);

        Assert.Equal(RunOutcome.Failed, (await run.Finished.WaitAsync(Patience)).Outcome);
        Assert.NotEmpty((await host.Ledger.FindRunAsync(run.RunId, CancellationToken.None))!.Failure!);
    }

    [Fact]
    public async Task Request_StateCannotBeReported_RunsAllTheSame()
    {
        await using var world = await SimulatedWorld.StartAsync(
            new SimulatorOptions { Faults = [new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = "/resync-state", StatusCode = 422 }] },
            CancellationToken.None);
        await using var host = await IngressHost.StartAsync(world);

        var run = await host.Runs.RequestAsync("test", CancellationToken.None);
        await Eventually.TrueAsync(() => host.Started.All.Count == 1);
        await host.FinishAsync(run.RunId, RunOutcome.Complete);

        Assert.Equal(RunOutcome.Complete, (await run.Finished.WaitAsync(Patience)).Outcome);
    }

    [Fact]
    public async Task Cancel_RunUnderWay_EndsItAndStartsTheNext()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions { SeedMapping = true }, CancellationToken.None);
        await using var host = await IngressHost.StartAsync(world);
        var first = await host.Runs.RequestAsync("test", CancellationToken.None);
        var second = await host.Runs.RequestAsync("test", CancellationToken.None);
        await Eventually.TrueAsync(() => host.Started.All.Count == 1);

        await host.Runs.CancelAsync(first.RunId, "asked to", CancellationToken.None);

        Assert.Equal(RunOutcome.Cancelled, (await first.Finished.WaitAsync(Patience)).Outcome);
        await Eventually.TrueAsync(() => host.Started.All.Count == 2);
        Assert.Equal(second.RunId, host.Started.All[1].RunId);
    }

    private static Task<IngressHost> OnAsync(SimulatedWorld world, ILedgerTable table, IMappingOrigin? mappings = null) =>
        IngressHost.StartAsync(world, mappings: mappings, add: services => services.AddSingleton(table));

    private const string Mapping =
        """{"resources":[{"kind":"AWS::S3::Bucket","selector":{"query":"true"},"port":{"entity":{"mappings":{"identifier":".Identifier","blueprint":"'x'"}}}}]}""";
}
