using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;
using Pipeline.Simulator.Demo;

namespace Pipeline.EndToEnd.Tests.Syncs;

/// <summary>What is unchanged is not written again, whatever its kind and however AWS gives it.</summary>
public sealed class UnchangedEstateTests
{
    // Two pages of seven, where pages are of seven.
    private static readonly SimulatorOptions AllRealistic = new() { Accounts = 2, Regions = ["us-east-1"], ResourcesPerScope = 8, SeedMapping = true };

    // All eleven hundred take a minute on two cores that have nothing else to do: PIPELINE_EVERY_KIND=1.
    private static readonly int Every = Environment.GetEnvironmentVariable("PIPELINE_EVERY_KIND") is { Length: > 0 } ? 1 : 12;

    // By services of their own, which are not in this world.
    private static readonly string[] ListedElsewhere = ["AWS::CloudFormation::Stack", "AWS::ImageBuilder::Image"];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task When_nothing_changed_then_no_entity_of_any_kind_with_a_shape_of_its_own_is_written_again(int pageSize)
    {
        await using var world = await Estate.StartAsync(AllRealistic with { PageSize = pageSize });

        await MustWriteOnlyOnceAsync(world, DemoCatalog.RealisticKinds.Append(DemoCatalog.AccountKind));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task When_nothing_changed_then_no_entity_of_any_kind_of_cloud_control_is_written_again(int pageSize)
    {
        IReadOnlyList<KindFacts> kinds = [.. CloudControlCatalog.Listable(Every).Where(kind => !ListedElsewhere.Contains(kind.Name))];
        await using var world = await Estate.StartAsync(Estate.Small with
        {
            Accounts = 1, Regions = ["us-east-1"], ResourcesPerScope = 2, PageSize = pageSize, Kinds = [.. kinds.Select(kind => kind.Name)], KindFacts = kinds,
        });

        await MustWriteOnlyOnceAsync(world, kinds.Select(kind => kind.Name));
    }

    [Fact]
    public async Task When_nothing_changed_then_no_entity_of_the_mapping_that_is_installed_is_written_again()
    {
        await using var world = await Estate.StartAsync(AllRealistic with { SeedMapping = false });

        await MustWriteOnlyOnceAsync(world, [Estate.Bucket, DemoCatalog.AccountKind]);
    }

    [Fact]
    public async Task When_only_the_order_of_keys_and_tags_is_another_then_only_what_shows_that_of_the_tags_is_written_again()
    {
        await using var world = await Estate.StartAsync(AllRealistic);
        using var port = await PortSession.OpenAsync(world);
        await port.SetMappingAsync(WithTagsByKey(world, except: Estate.Function));

        await MustWriteOnlyOnceAsync(
            world,
            DemoCatalog.RealisticKinds,
            () => world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Reorder }),
            written: scope => scope["scope"]!["kind"]!.GetValue<string>() == Estate.Function);
    }

    private static async Task MustWriteOnlyOnceAsync(
        SimulatedWorld world, IEnumerable<string> kinds, Action? between = null, Func<JsonNode, bool>? written = null)
    {
        using var home = new TemporaryHome();
        var environment = home.AddedTo(world.Environment);
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        var first = await RunReports.LastAsync(environment);
        var requests = world.EntityRequests();
        Assert.All(kinds, kind => Assert.Contains(first.Scopes, scope => scope["scope"]!["kind"]!.GetValue<string>() == kind && scope["written"]!.GetValue<long>() > 0));
        between?.Invoke();

        var result = await PipelineProcess.RunAsync(environment, "sync");

        result.MustExitWith(0);
        var second = await RunReports.LastAsync(environment);
        Assert.Equal((first.Total("listed"), first.Total("mapped"), 0), (second.Total("listed"), second.Total("mapped"), second.Deleted));
        Assert.All(second.Scopes, scope => Assert.True(
            scope["written"]!.GetValue<long>() == 0 || written?.Invoke(scope) == true, $"Written again: {scope.ToJsonString()}"));
        Assert.Equal(written is null, world.EntityRequests() == requests);
        Assert.Equal(0, world.Statistics.EntityDeletes);
        Assert.True(requests > 0, "Nothing was written at all.");
    }

    private static JsonNode WithTagsByKey(SimulatedWorld world, string except)
    {
        var mapping = world.Catalog.Mapping.DeepClone();
        foreach (var block in mapping["resources"]!.AsArray().Where(block => block!["kind"]!.GetValue<string>() != except))
        {
            var properties = Mappings.Fields(block!)["properties"]!.AsObject();
            foreach (var (name, _) in properties.Where(property => property.Value!.GetValue<string>() == ".Properties.Tags").ToList())
            {
                properties[name] = "[.Properties.Tags | map({(.Key): .Value}) | add]";
            }
        }

        return mapping;
    }
}
