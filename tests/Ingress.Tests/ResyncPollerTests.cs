using Microsoft.Extensions.Time.Testing;
using Pipeline.Contracts;
using Pipeline.Ingress.Triggers;
using Pipeline.Port;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests;

public sealed class ResyncPollerTests
{
    private const string Polls = "port GET /v1/integration/{integration}/resync-request";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Poll_ResyncOnStart_StartsOneRun()
    {
        await using var world = await StartAsync();
        await using var host = await PollingAsync(world, resyncOnStart: true);

        await Eventually.TrueAsync(() => host.Started.All.Count == 1);
    }

    [Fact]
    public async Task Poll_FirstRequestEverAfterTheStart_IsNotLost()
    {
        await using var world = await StartAsync();
        await using var host = await PollingAsync(world, resyncOnStart: true);
        await Eventually.TrueAsync(() => host.Started.All.Count == 1);
        await host.FinishAsync(host.Started.All[0].RunId, RunOutcome.Complete);

        _clock.Advance(TimeSpan.FromMinutes(5));
        await AskAsync(host);

        await Eventually.TrueAsync(() => host.Started.All.Count == 2);
    }

    [Fact]
    public async Task Poll_RequestSeenSeveralTimes_StartsOneRun()
    {
        await using var world = await StartAsync();
        await using var host = await PollingAsync(world, resyncOnStart: false);
        await host.Installation.EnsureAsync(CancellationToken.None);
        await AskAsync(host);
        await Eventually.TrueAsync(() => host.Started.All.Count == 1);
        await host.FinishAsync(host.Started.All[0].RunId, RunOutcome.Complete);
        var polls = world.Statistics.Requests[Polls];

        await Eventually.TrueAsync(() => world.Statistics.Requests[Polls] > polls + 5);

        Assert.Single(host.Started.All);
    }

    [Fact]
    public async Task Poll_NoResyncOnStartAndNoRequest_StartsNothing()
    {
        await using var world = await StartAsync();
        await using var host = await PollingAsync(world, resyncOnStart: false);

        await Eventually.TrueAsync(() => world.Statistics.Requests.GetValueOrDefault(Polls) > 5);

        Assert.Empty(host.Started.All);
    }

    [Fact]
    public async Task Poll_PortFailsForAWhile_GoesOn()
    {
        await using var world = await StartAsync();
        await using var host = await PollingAsync(world, resyncOnStart: false);
        await host.Installation.EnsureAsync(CancellationToken.None);
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = "/resync-request", StatusCode = 422, Times = 5 });
        await Eventually.TrueAsync(() => world.Statistics.Requests.GetValueOrDefault($"{Polls} 422") == 5);

        await AskAsync(host);

        await Eventually.TrueAsync(() => host.Started.All.Count == 1);
    }

    // An empty change is how Port's documentation asks for a run.
    private async Task AskAsync(IngressHost host)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        await host.Port.UpdateIntegrationAsync(new IntegrationUpdate(), CancellationToken.None);
    }

    private Task<SimulatedWorld> StartAsync() => SimulatedWorld.StartAsync(new SimulatorOptions(), _clock, CancellationToken.None);

    private static Task<IngressHost> PollingAsync(SimulatedWorld world, bool resyncOnStart) => IngressHost.StartAsync(
        world, add: services => services.AddPolling(new PollingOptions(resyncOnStart, TimeSpan.FromMilliseconds(20))));
}
