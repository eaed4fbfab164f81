using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.BadInput;

public sealed class MappingTests
{
    [Fact]
    public async Task When_a_kind_is_misspelt_then_the_nearest_is_suggested_aws_decides_and_the_rest_is_synced()
    {
        await using var world = await Estate.SmallAsync();
        var mapping = world.WithBlock(Estate.Bucket, block => block["kind"] = "AWS::S3::Buckett");

        var result = await SyncAsync(world, mapping);

        result.MustExitWith(2).MustSay("Did you mean AWS::S3::Bucket?").MustSay("TypeNotFoundException");
    }

    [Fact]
    public async Task When_a_mapping_has_no_block_then_the_run_fails_and_says_that_nothing_is_there_to_list()
    {
        await using var world = await Estate.SmallAsync();

        var result = await SyncAsync(world, new JsonObject { ["resources"] = new JsonArray() });

        result.MustExitWith(1).MustSay("There is nothing to list");
        Assert.Equal(0, world.Statistics.EntityWrites);
    }

    [Fact]
    public async Task When_an_expression_has_a_syntax_error_then_block_field_and_position_are_named_and_the_field_is_null()
    {
        await using var world = await Estate.SmallAsync();
        using var port = await PortSession.OpenAsync(world);

        var result = await SyncAsync(world, world.WithProperty(Estate.Bucket, "region", ".a | (("));

        result.MustExitWith(0).MustSay("properties.region").MustSay(Estate.Bucket).MustSay("line 1, column 7");
        var buckets = await port.EntitiesAsync("s3Bucket");
        Assert.NotEmpty(buckets);
        Assert.All(buckets, bucket => Assert.Null(bucket["properties"]!["region"]));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    public async Task When_an_identifier_has_a_syntax_error_then_the_run_is_partial_and_says_where_even_if_nothing_is_listed(int resources)
    {
        await using var world = await Estate.StartAsync(Estate.Small with { ResourcesPerScope = resources });

        var result = await SyncAsync(world, world.WithBlock(Estate.Bucket, block => Mappings.Fields(block)["identifier"] = ".a | (("));

        result.MustExitWith(2).MustSay("Run partial");
        Assert.Matches($"block \\d+ {Estate.Bucket} identifier: no entity {2 * resources}×.*line 1, column 7", result.Output);
    }

    [Fact]
    public async Task When_a_block_with_a_syntax_error_can_list_nothing_then_the_summary_says_where_it_is()
    {
        await using var world = await Estate.SmallAsync();
        var mapping = world.WithBlock(Estate.Bucket, block =>
        {
            block["kind"] = "AWS::Nothing::AtAll";
            Mappings.Fields(block)["title"] = ".a | ((";
        });

        var result = await SyncAsync(world, mapping);

        result.MustExitWith(2).MustSay("TypeNotFoundException");
        Assert.Matches("block \\d+ AWS::Nothing::AtAll title: does not compile: .*line 1, column 7", result.Output);
    }

    [Fact]
    public async Task When_a_mapping_has_several_errors_then_the_run_fails_naming_them_all()
    {
        await using var world = await Estate.SmallAsync();
        var mapping = world.WithBlock(Estate.Bucket, block =>
        {
            Mappings.Fields(block).Remove("identifier");
            block["selector"]!["regionPolicy"] = "all";
        });
        mapping["resources"]!.AsArray().Add(new JsonObject());

        var result = await SyncAsync(world, mapping);

        result.MustExitWith(1).MustSay("mappings.identifier is missing").MustSay("regionPolicy").MustSay("resources[4].kind is missing");
        Assert.Equal(0, world.Statistics.EntityWrites);
    }

    [Fact]
    public async Task When_a_blueprint_is_missing_at_port_then_its_entities_are_rejected_with_the_reason_and_the_rest_is_written()
    {
        await using var world = await Estate.SmallAsync();
        using var port = await PortSession.OpenAsync(world);
        await port.DeleteBlueprintAsync("lambda");

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(2).MustSay("blueprint 'lambda' does not exist at Port");
        Assert.NotEmpty(await port.EntitiesAsync("s3Bucket"));
        Assert.NotEmpty(await port.EntitiesAsync("sqsQueue"));
    }

    [Fact]
    public async Task When_an_entity_has_two_megabytes_then_it_is_rejected_with_its_size_and_its_neighbours_are_written()
    {
        await using var world = await Estate.SmallAsync();
        using var port = await PortSession.OpenAsync(world);
        var large = OneBucket("\"x\" * 2000000", ".__Region");

        var result = await SyncAsync(world, world.WithProperty(Estate.Bucket, "region", large));

        result.MustExitWith(2).MustSay("s3Bucket/").MustSay("1,048,576");
        Assert.Equal(4, (await port.EntitiesAsync("s3Bucket")).Count);
        Assert.NotEmpty(await port.EntitiesAsync("lambda"));
    }

    [Fact]
    public async Task When_an_expression_loops_for_ever_then_its_entity_fails_within_its_budget_and_its_neighbours_are_written()
    {
        await using var world = await Estate.SmallAsync();
        using var port = await PortSession.OpenAsync(world);
        var looping = OneBucket("def f: f; f", ".__Region");

        var result = await SyncAsync(world, world.WithProperty(Estate.Bucket, "region", looping));

        result.MustExitWith(2).MustSay("over budget, no entity 2×");
        Assert.Equal(4, (await port.EntitiesAsync("s3Bucket")).Count);
        Assert.True(result.Took < TimeSpan.FromSeconds(45), $"It took {result.Took}.");
    }

    [Fact]
    public async Task When_the_mapping_file_is_missing_then_the_command_line_is_at_fault()
    {
        var result = await PipelineProcess.RunAsync([], "sync", "--mapping", "no-such-file.json");

        result.MustExitWith(64).MustSay("no-such-file.json");
    }

    [Fact]
    public async Task When_the_mapping_file_is_no_json_then_the_file_and_the_position_are_named()
    {
        await using var world = await Estate.SmallAsync();
        using var file = TextFile.Of("{\"resources\": [");

        var result = await PipelineProcess.RunAsync(world.Environment, "sync", "--mapping", file.Path);

        result.MustExitWith(1).MustSay(Path.GetFileName(file.Path)).MustSay("JSON");
        Assert.Equal(0, world.Statistics.EntityWrites);
    }

    // Each of the two accounts has three buckets, whose names end with their number.
    private static string OneBucket(string there, string elsewhere) => $"if .Identifier | endswith(\"-1\") then {there} else {elsewhere} end";

    private static async Task<ProcessResult> SyncAsync(SimulatedWorld world, JsonNode mapping)
    {
        using var file = TextFile.Of(mapping);
        return await PipelineProcess.RunAsync(world.Environment, "sync", "--mapping", file.Path);
    }
}
