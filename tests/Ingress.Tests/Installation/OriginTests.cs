using System.Text.Json;
using Pipeline.Ingress.Installation;
using Pipeline.Port;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Installation;

public sealed class OriginTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureAsync_EmptyOrigin_CreatesAMappingWithoutResourcesAndNoBlueprints()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world, change: options => options with { Origin = PortResourcesOrigin.Empty });

        await host.Installation.EnsureAsync(Cancellation);

        var integration = await host.Port.FindIntegrationAsync(Cancellation);
        Assert.Equal(("Empty", true), (integration!.CreatePortResourcesOrigin, integration.ArePortResourcesInitialized));
        Assert.Equal("""{"resources":[]}""", integration.Config!.Value.GetRawText());
        Assert.DoesNotContain("port POST /v1/blueprints", world.Statistics.Requests.Keys);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(PortResourcesOrigin.Port)]
    public async Task EnsureAsync_PortMakesTheDefaults_WaitsForItsMapping(PortResourcesOrigin? configured)
    {
        await using var world = await SimulatedWorld.StartAsync(
            new SimulatorOptions { PortProvisionsDefaults = true, PortProvisioningLooks = 1 }, Cancellation);
        await using var host = await IngressHost.StartAsync(world, change: options => options with { Origin = configured });

        await host.Installation.EnsureAsync(Cancellation);

        var integration = await host.Port.FindIntegrationAsync(Cancellation);
        Assert.Equal("Port", integration!.CreatePortResourcesOrigin);
        Assert.NotEqual(0, integration.Config!.Value.GetProperty("resources").GetArrayLength());
        Assert.DoesNotContain("port POST /v1/blueprints", world.Statistics.Requests.Keys);
    }

    [Theory]
    [InlineData(PortResourcesOrigin.Port)]
    [InlineData(null)]
    public async Task EnsureAsync_PortDoesNotOfferTo_ThisProgramMakesThem(PortResourcesOrigin? configured)
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world, change: options => options with { Origin = configured });

        await host.Installation.EnsureAsync(Cancellation);

        Assert.Equal("Default", (await host.Port.FindIntegrationAsync(Cancellation))!.CreatePortResourcesOrigin);
        Assert.Equal(2, world.Statistics.Requests["port POST /v1/blueprints"]);
    }

    [Fact]
    public async Task EnsureAsync_IntegrationHasAnOrigin_ItCountsBeforeTheConfiguration()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world, change: options => options with { Origin = PortResourcesOrigin.Default });
        await host.Port.CreateIntegrationAsync(
            new NewIntegration { Config = JsonElement.Parse("{}"), CreatePortResourcesOrigin = "Empty" }, Cancellation);

        await host.Installation.EnsureAsync(Cancellation);

        Assert.Equal("""{"resources":[]}""", (await host.Port.FindIntegrationAsync(Cancellation))!.Config!.Value.GetRawText());
    }

    [Fact]
    public async Task EnsureAsync_PortHostsTheIntegration_RefusesToWriteForItToo()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world);
        using var admin = await PortAdmin.StartAsync(world);
        await admin.PostAsync("/v1/integration", """{"installationId":"simulated-aws","installationType":"SaasOAuth2","config":{"resources":[]}}""");

        var refusal = await Assert.ThrowsAsync<InstallationException>(() => host.Installation.EnsureAsync(Cancellation));

        Assert.Contains("OCEAN__INTEGRATION__IDENTIFIER", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("port PATCH /v1/integration/{integration}", world.Statistics.Requests.Keys);
    }

    [Fact]
    public async Task EnsureAsync_ListenerHasADestination_IsToldToPort()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(
            world, change: options => options with { ChangelogDestination = JsonElement.Parse("""{"type":"KAFKA"}""") });

        await host.Installation.EnsureAsync(Cancellation);

        Assert.Equal("""{"type":"KAFKA"}""", (await host.Port.FindIntegrationAsync(Cancellation))!.ChangelogDestination!.Value.GetRawText());
    }
}
