using Microsoft.Extensions.DependencyInjection;
using Pipeline.Contracts;
using Pipeline.Ledger.Owning;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.InMemory;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Installation;

public sealed class OrganisationCheckTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_LedgerOfAnotherOrganisation_FailsTheRunAndChangesNothing()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions { SeedMapping = true }, Token);
        var table = new InMemoryLedgerTable(TimeProvider.System);
        await new LedgerOwner(table).ClaimAsync("org_another", Token);
        await using var host = await IngressHost.StartAsync(world, add: services => services.AddSingleton<ILedgerTable>(table));

        var run = await host.Runs.RequestAsync("sync", Token);

        Assert.Equal(RunOutcome.Failed, (await run.Finished.WaitAsync(Patience, Token)).Outcome);
        Assert.Contains("org_another", (await host.Ledger.FindRunAsync(run.RunId, Token))!.Failure, StringComparison.Ordinal);
        Assert.Empty(host.Started.All);
        Assert.False(world.Statistics.Requests.ContainsKey("port POST /v1/blueprints"));
    }

    [Fact]
    public async Task Start_LedgerOfNobodyYet_BecomesThatOfTheOrganisation()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions { SeedMapping = true }, Token);
        var table = new InMemoryLedgerTable(TimeProvider.System);
        await using var host = await IngressHost.StartAsync(world, add: services => services.AddSingleton<ILedgerTable>(table));

        await host.Runs.RequestAsync("sync", Token);
        await Eventually.TrueAsync(() => host.Started.All.Count == 1);

        Assert.Equal("org_simulator", await new LedgerOwner(table).ClaimAsync("org_another", Token));
    }
}
