using Pipeline.Ingress.Installation;
using Pipeline.Simulator;

namespace Pipeline.Ingress.Tests.Installation;

public sealed class ResourceFolderTests : IDisposable
{
    private const string Blueprints = """
        - identifier: team
          title: Team
          schema: { properties: {}, required: [] }
        - identifier: bucket
          title: Bucket
          schema: { properties: { arn: { type: string } }, required: [] }
          relations:
            team: { target: team, required: false, many: false }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pipeline-resources-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task EnsureAsync_FolderOfTheUser_IsInstalledInPlaceOfTheBuiltIn()
    {
        Put("blueprints.yaml", Blueprints);
        Put("actions.json", """[{"identifier":"scale"},{"identifier":"scale"},{"identifier":"restart"}]""");
        Put("scorecards.yml", "- blueprint: bucket\n  data: [{identifier: security, title: Security}]\n- blueprint: none\n  data: [{identifier: lost}]\n");
        Put("pages.json", """[{"identifier":"overview"}]""");
        Put("port-app-config.yml", "resources:\n- kind: AWS::S3::Bucket\n  selector: {query: 'true'}\n  port: {entity: {mappings: {identifier: .Identifier, blueprint: '\"bucket\"'}}}\n");
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await StartAsync(world);

        await host.Installation.EnsureAsync(Cancellation);

        using var admin = await PortAdmin.StartAsync(world);
        Assert.Equal(2, (await admin.GetAsync("/v1/actions")).GetProperty("actions").GetArrayLength());
        Assert.Equal(1, (await admin.GetAsync("/v1/blueprints/bucket/scorecards")).GetProperty("scorecards").GetArrayLength());
        Assert.Equal(1, (await admin.GetAsync("/v1/pages")).GetProperty("pages").GetArrayLength());
        Assert.NotNull(await host.Port.FindBlueprintAsync("team", Cancellation));
        Assert.Null(await host.Port.FindBlueprintAsync("cloudResource", Cancellation));
        var integration = await host.Port.FindIntegrationAsync(Cancellation);
        Assert.Equal("AWS::S3::Bucket", integration!.Config!.Value.GetProperty("resources")[0].GetProperty("kind").GetString());
        Assert.True(integration.ArePortResourcesInitialized);
    }

    [Fact]
    public async Task EnsureAsync_FilesThatCannotBeUsed_AreAllNamedAndNothingIsCreated()
    {
        Put("blueprints.json", """[{"title":"nameless"}]""");
        Put("actions.json", "{");
        Put("port-app-config.yaml", "resources: 7");
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await StartAsync(world);

        var fault = await Assert.ThrowsAsync<InstallationException>(() => host.Installation.EnsureAsync(Cancellation));

        Assert.All(["blueprints[0]", "actions.json", "port-app-config"], name => Assert.Contains(fault.Faults, sentence => sentence.Contains(name, StringComparison.Ordinal)));
        Assert.DoesNotContain("port POST /v1/integration", world.Statistics.Requests.Keys);
    }

    [Fact]
    public async Task EnsureAsync_FolderIsMissing_TheBuiltInDefaultsAreInstalled()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world, change: options => options with { ResourcesPath = Path.Combine(_folder.FullName, "none") });

        await host.Installation.EnsureAsync(Cancellation);

        Assert.NotNull(await host.Port.FindBlueprintAsync("cloudResource", Cancellation));
    }

    [Fact]
    public async Task EnsureAsync_PortRefusesABlueprint_TakesTheOthersBackAndGoesOn()
    {
        Put("blueprints.yaml", Blueprints + "\n- identifier: 'not an identifier'\n  title: X\n  schema: { properties: {}, required: [] }\n");
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await StartAsync(world);

        await host.Installation.EnsureAsync(Cancellation);

        Assert.Null(await host.Port.FindBlueprintAsync("team", Cancellation));
        Assert.Null(await host.Port.FindBlueprintAsync("bucket", Cancellation));
        Assert.True((await host.Port.FindIntegrationAsync(Cancellation))!.ArePortResourcesInitialized);
    }

    [Fact]
    public async Task EnsureAsync_PortIsAwayInTheMiddle_TheNextRunTriesAgain()
    {
        await using var world = await SimulatedWorld.StartAsync(new SimulatorOptions(), Cancellation);
        await using var host = await IngressHost.StartAsync(world);
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = "/v1/blueprints", StatusCode = 503 });
        await host.Installation.EnsureAsync(Cancellation);
        Assert.NotEqual(true, (await host.Port.FindIntegrationAsync(Cancellation))!.ArePortResourcesInitialized);
        world.SetFaults();

        await host.Installation.EnsureAsync(Cancellation);

        Assert.NotNull(await host.Port.FindBlueprintAsync("cloudResource", Cancellation));
        Assert.True((await host.Port.FindIntegrationAsync(Cancellation))!.ArePortResourcesInitialized);
    }

    private Task<IngressHost> StartAsync(SimulatedWorld world) =>
        IngressHost.StartAsync(world, change: options => options with { ResourcesPath = _folder.FullName });

    private void Put(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
