using System.Text.Json;
using Pipeline.Port;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests;

public sealed class PortInstallationTests
{
    private const string Patch = "port PATCH /v1/integration/{integration}";

    [Fact]
    public async Task EnsureAsync_NothingAtPort_CreatesIntegrationMappingAndBlueprints()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        await using var host = await IngressHost.StartAsync(world);

        await host.Installation.EnsureAsync(CancellationToken.None);

        var integration = await host.Port.FindIntegrationAsync(CancellationToken.None);
        Assert.Equal(("aws", "0.1.0", "ocean-core", true), (integration!.InstallationAppType, integration.Version, integration.ProcessingMode, integration.ArePortResourcesInitialized));
        Assert.Equal(4, integration.Config!.Value.GetProperty("resources").GetArrayLength());
        Assert.NotNull(await host.Port.FindBlueprintAsync("awsAccount", CancellationToken.None));
        var resource = await host.Port.FindBlueprintAsync("cloudResource", CancellationToken.None);
        Assert.Equal("awsAccount", resource!.Value.GetProperty("relations").GetProperty("account").GetProperty("target").GetString());
    }

    [Fact]
    public async Task EnsureAsync_SecondProcess_ChangesNothing()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        await using var first = await IngressHost.StartAsync(world);
        await first.Installation.EnsureAsync(CancellationToken.None);
        var patches = world.Statistics.Requests[Patch];
        await using var second = await IngressHost.StartAsync(world);

        await second.Installation.EnsureAsync(CancellationToken.None);

        Assert.Equal(patches, world.Statistics.Requests[Patch]);
        Assert.Equal(1, world.Statistics.Requests["port POST /v1/integration"]);
        Assert.Equal(2, world.Statistics.Requests["port POST /v1/blueprints"]);
    }

    [Fact]
    public async Task EnsureAsync_PortHoldsAMapping_KeepsIt()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        await using var host = await IngressHost.StartAsync(world);
        await CreateAsync(host, """{"resources":[]}""");

        await host.Installation.EnsureAsync(CancellationToken.None);

        var integration = await host.Port.FindIntegrationAsync(CancellationToken.None);
        Assert.Equal("""{"resources":[]}""", integration!.Config!.Value.GetRawText());
    }

    [Fact]
    public async Task EnsureAsync_ListenerOfAFormerInstallation_IsTakenAway()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        await using var host = await IngressHost.StartAsync(world);
        await host.Installation.EnsureAsync(CancellationToken.None);
        await host.Port.UpdateIntegrationAsync(
            new IntegrationUpdate { ChangelogDestination = JsonElement.Parse("""{"type":"KAFKA"}""") }, CancellationToken.None);
        await using var later = await IngressHost.StartAsync(world);

        await later.Installation.EnsureAsync(CancellationToken.None);

        var integration = await later.Port.FindIntegrationAsync(CancellationToken.None);
        Assert.Equal("{}", integration!.ChangelogDestination!.Value.GetRawText());
    }

    [Fact]
    public async Task EnsureAsync_OneBlueprintExists_LeavesAllAlone()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        await using var host = await IngressHost.StartAsync(world);
        await host.Port.CreateBlueprintAsync(
            JsonElement.Parse("""{"identifier":"cloudResource","title":"Mine","schema":{"properties":{},"required":[]}}"""), CancellationToken.None);

        await host.Installation.EnsureAsync(CancellationToken.None);

        var kept = await host.Port.FindBlueprintAsync("cloudResource", CancellationToken.None);
        Assert.Equal("Mine", kept!.Value.GetProperty("title").GetString());
        Assert.Null(await host.Port.FindBlueprintAsync("awsAccount", CancellationToken.None));
    }

    [Fact]
    public async Task EnsureAsync_DefaultsNotWanted_CreatesTheIntegrationOnly()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), CancellationToken.None);
        await using var host = await IngressHost.StartAsync(world, createDefaults: false);

        await host.Installation.EnsureAsync(CancellationToken.None);

        Assert.NotNull(await host.Port.FindIntegrationAsync(CancellationToken.None));
        Assert.DoesNotContain("port POST /v1/blueprints", world.Statistics.Requests.Keys);
    }

    private static Task<PortIntegration?> CreateAsync(IngressHost host, string mapping) =>
        host.Port.CreateIntegrationAsync(new NewIntegration { Config = JsonElement.Parse(mapping) }, CancellationToken.None);
}
