using Pipeline.Ingress.Installation.Removal;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Installation;

public sealed class RemovalTests
{
    private const string Ours = "port-ocean/aws/0.1.0/simulated-aws/exporter";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CarryOutAsync_OnlyOurs_LeavesNothing()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world);
        using var admin = await FilledAsync(world, host);

        var plan = await host.Get<InstallationRemoval>().PlanAsync(Cancellation);
        var faults = await host.Get<RemovalRun>().CarryOutAsync(plan, _ => { }, Cancellation);

        Assert.Equal(["cloudResource", "awsAccount"], plan.Blueprints.Select(blueprint => blueprint.Identifier));
        Assert.All(plan.Blueprints, blueprint => Assert.Null(blueprint.Kept));
        Assert.Empty(faults);
        Assert.True((await host.Get<InstallationRemoval>().PlanAsync(Cancellation)).IsEmpty);
        Assert.Null(await host.Port.FindBlueprintAsync("awsAccount", Cancellation));
    }

    [Fact]
    public async Task PlanAsync_ChangesNothing()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world);
        using var admin = await FilledAsync(world, host);

        await host.Get<InstallationRemoval>().PlanAsync(Cancellation);

        Assert.DoesNotContain(world.Statistics.Requests.Keys, request => request.StartsWith("port DELETE", StringComparison.Ordinal));
        Assert.Equal(2, world.Statistics.Entities);
    }

    [Fact]
    public async Task CarryOutAsync_SomebodyElsesEntity_StaysWithItsBlueprintAndWhatThatRelatesTo()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world);
        using var admin = await FilledAsync(world, host);
        await UpsertAsync(admin, "cloudResource", """{"identifier":"theirs","relations":{"account":"100000000001"}}""", "a-person");

        var plan = await host.Get<InstallationRemoval>().PlanAsync(Cancellation);
        await host.Get<RemovalRun>().CarryOutAsync(plan, _ => { }, Cancellation);

        Assert.All(plan.Blueprints, blueprint => Assert.NotNull(blueprint.Kept));
        Assert.Equal("theirs", (await admin.GetAsync("/v1/blueprints/cloudResource/entities")).GetProperty("entities")[0].GetProperty("identifier").GetString());
        Assert.NotNull(await host.Port.FindBlueprintAsync("awsAccount", Cancellation));
    }

    [Fact]
    public async Task CarryOutAsync_SomebodyWritesAfterThePlan_TheBlueprintStays()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world);
        using var admin = await FilledAsync(world, host);
        var plan = await host.Get<InstallationRemoval>().PlanAsync(Cancellation);
        await UpsertAsync(admin, "cloudResource", """{"identifier":"late","relations":{"account":"100000000001"}}""", "a-person");

        var faults = await host.Get<RemovalRun>().CarryOutAsync(plan, _ => { }, Cancellation);

        Assert.Contains(faults, fault => fault.Contains("cloudResource", StringComparison.Ordinal));
        Assert.NotNull(await host.Port.FindBlueprintAsync("cloudResource", Cancellation));
        Assert.NotNull(await host.Port.FindIntegrationAsync(Cancellation));
    }

    private static async Task<PortAdmin> FilledAsync(SimulatedWorld world, IngressHost host)
    {
        await host.Installation.EnsureAsync(Cancellation);
        var admin = await PortAdmin.StartAsync(world);
        await UpsertAsync(admin, "awsAccount", """{"identifier":"100000000001"}""", Ours);
        await UpsertAsync(admin, "cloudResource", """{"identifier":"bucket-a","relations":{"account":"100000000001"}}""", Ours);
        return admin;
    }

    private static Task UpsertAsync(PortAdmin admin, string blueprint, string entity, string agent) =>
        admin.PostAsync($"/v1/blueprints/{blueprint}/entities?upsert=true", entity, agent);
}
