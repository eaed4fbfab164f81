using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;

namespace Pipeline.EndToEnd.Tests.Syncs;

public sealed class MappingOriginTests
{
    [Fact]
    public async Task When_port_holds_a_mapping_then_that_one_is_used()
    {
        await using var world = await Estate.SmallAsync();
        using var port = await PortSession.OpenAsync(world);
        await port.SetMappingAsync(world.WithProperty(Estate.Bucket, "region", "\"as Port says\""));

        (await PipelineProcess.RunAsync(world.Environment, "sync")).MustExitWith(0);

        Assert.All(await port.EntitiesAsync("s3Bucket"), bucket => Assert.Equal("as Port says", RegionOf(bucket)));
    }

    [Fact]
    public async Task When_a_mapping_file_is_given_then_it_is_used_and_port_keeps_its_own()
    {
        await using var world = await Estate.SmallAsync();
        using var port = await PortSession.OpenAsync(world);
        var before = await port.IntegrationAsync();
        using var file = TextFile.Of(world.WithProperty(Estate.Bucket, "region", "\"as the file says\""));

        (await PipelineProcess.RunAsync(world.Environment, "sync", "--mapping", file.Path)).MustExitWith(0);

        Assert.All(await port.EntitiesAsync("s3Bucket"), bucket => Assert.Equal("as the file says", RegionOf(bucket)));
        Assert.True(JsonNode.DeepEquals(before!["config"], (await port.IntegrationAsync())!["config"]));
    }

    [Fact]
    public async Task When_a_mapping_file_is_given_and_port_is_bare_then_the_file_is_still_not_sent()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { SeedMapping = false });
        using var port = await PortSession.OpenAsync(world);
        using var file = TextFile.Of(world.WithProperty(Estate.Bucket, "region", "\"as the file says\""));

        var result = await PipelineProcess.RunAsync(world.Environment, "sync", "--mapping", file.Path);

        Assert.NotEqual(64, result.ExitCode);
        Assert.DoesNotContain("as the file says", (await port.IntegrationAsync())!["config"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_port_is_bare_then_integration_and_default_blueprints_are_made_and_a_second_run_leaves_them_alone()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { SeedMapping = false });
        using var port = await PortSession.OpenAsync(world);

        var first = await PipelineProcess.RunAsync(world.Environment, "sync");

        first.MustExitWith(0);
        var integration = (await port.IntegrationAsync())!;
        Assert.NotEmpty(integration["config"]!["resources"]!.AsArray());
        var blueprints = await port.BlueprintsAsync();
        Assert.NotEmpty(blueprints);
        Assert.NotEqual(0, world.Statistics.Entities);

        var created = world.PortCalls("POST", "/v1/blueprints");
        (await PipelineProcess.RunAsync(world.Environment, "sync")).MustExitWith(0);

        Assert.Equal(created, world.PortCalls("POST", "/v1/blueprints"));
        Assert.Equal(1, world.PortCalls("POST", "/v1/integration"));
        Assert.Equal(blueprints, await port.BlueprintsAsync());
        Assert.True(JsonNode.DeepEquals(integration["config"], (await port.IntegrationAsync())!["config"]));
    }

    [Fact]
    public async Task When_defaults_are_switched_off_then_no_blueprint_is_made()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { SeedMapping = false });
        using var port = await PortSession.OpenAsync(world);

        await PipelineProcess.RunAsync(world.With("OCEAN__INITIALIZE_PORT_RESOURCES", "false"), "sync");

        Assert.Empty(await port.BlueprintsAsync());
        Assert.NotNull(await port.IntegrationAsync());
    }

    private static string? RegionOf(JsonNode entity) => entity["properties"]!["region"]?.GetValue<string>();
}
