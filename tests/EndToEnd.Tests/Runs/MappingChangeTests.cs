using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Runs;

public sealed class MappingChangeTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task When_a_kind_leaves_the_mapping_then_its_entities_go_only_when_that_is_allowed()
    {
        await using var world = await Estate.SmallAsync();
        var environment = await SyncedAsync(world);
        await WithoutBlockAsync(world, Estate.Queue);

        await KeptThenDeletedAsync(world, environment, "its kind left the mapping", entities: 12);
    }

    [Fact]
    public async Task When_a_region_leaves_the_filter_then_its_entities_go_only_when_that_is_allowed()
    {
        await using var world = await Estate.SmallAsync();
        var environment = await SyncedAsync(world);
        using var port = await PortSession.OpenAsync(world);
        await port.SetMappingAsync(world.WithBlock(Estate.Function, block =>
            block["selector"]!["regionPolicy"] = new JsonObject { ["deny"] = new JsonArray("eu-west-1"), ["allow"] = new JsonArray() }));

        await KeptThenDeletedAsync(world, environment, "no regionPolicy", entities: 6);
    }

    [Fact]
    public async Task When_an_account_leaves_the_filter_then_its_entities_go_only_when_that_is_allowed()
    {
        await using var world = await Estate.SmallAsync();
        var environment = await SyncedAsync(world);
        var role = $"arn:aws:iam::{world.AccountIds[0]}:role/AwsPortOceanIntegrationReadOnlyRole";
        var limited = environment.With("OCEAN__INTEGRATION__CONFIG__ACCOUNT_ROLE_ARNS", $"[\"{role}\"]");

        await KeptThenDeletedAsync(world, limited, "its account is not among those that are listed", entities: 15, held: 1);
    }

    [Fact]
    public async Task When_an_account_is_suspended_then_its_entities_stay_even_where_deletions_are_allowed()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { Accounts = 3 });
        var environment = await SyncedAsync(world);
        var before = world.Statistics.Entities;
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.SuspendAccount, Account = world.AccountIds[2] });

        var result = await PipelineProcess.RunAsync(environment, "sync", "--allow-deletes");

        result.MustExitWith(0).MustSay("its account is SUSPENDED").MustSay("6 entities are kept.");
        Assert.Equal(before, world.Statistics.Entities);
    }

    [Fact]
    public async Task When_the_setting_allows_it_then_every_run_deletes_what_left()
    {
        await using var world = await Estate.SmallAsync();
        var environment = await SyncedAsync(world);
        var before = world.Statistics.Entities;
        await WithoutBlockAsync(world, Estate.Queue);

        (await PipelineProcess.RunAsync(environment.With("PIPELINE__ALLOW_DELETES", "true"), "sync")).MustExitWith(0);

        Assert.Equal(before - 12, world.Statistics.Entities);
    }

    [Fact]
    public async Task When_the_kind_is_denied_where_it_is_listed_another_way_then_nothing_of_it_goes()
    {
        await using var world = await Estate.SmallAsync();
        var environment = await SyncedAsync(world);
        var before = world.Statistics.Entities;
        using var port = await PortSession.OpenAsync(world);
        await port.SetMappingAsync(world.WithBlock(Estate.Function, block => block["selector"]!["useGetResourceAPI"] = "true"));
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Deny, ResourceKind = Estate.Function });

        (await PipelineProcess.RunAsync(environment, "sync", "--allow-deletes")).MustExitWith(2);
        Assert.Equal(before, world.Statistics.Entities);

        world.SetFaults();
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        Assert.Equal((before, 0), (world.Statistics.Entities, world.Statistics.EntityDeletes));
        Assert.DoesNotContain((await LeftAsync(environment)).Scopes, scope => scope["left"] is not null);
    }

    private async Task<IReadOnlyDictionary<string, string>> SyncedAsync(SimulatedWorld world)
    {
        var environment = _home.AddedTo(world.Environment);
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        return environment;
    }

    // What left once stays left: a third run is the first that need not speak of it.
    private static async Task<RunReports> LeftAsync(IReadOnlyDictionary<string, string> environment)
    {
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        return await RunReports.LastAsync(environment);
    }

    // Held is what the first run cannot delete because kept entities relate to it: the account itself.
    private static async Task KeptThenDeletedAsync(
        SimulatedWorld world, IReadOnlyDictionary<string, string> environment, string reason, int entities, int held = 0)
    {
        var before = world.Statistics.Entities;
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(held > 0 ? 2 : 0)
            .MustSay(reason).MustSay("entities are kept; --allow-deletes deletes them");
        Assert.Equal((before, 0), (world.Statistics.Entities, world.Statistics.EntityDeletes));
        Assert.Equal(entities, (await RunReports.LastAsync(environment)).Total("mappingChanges"));

        (await PipelineProcess.RunAsync(environment, "sync", "--allow-deletes")).MustExitWith(0);

        Assert.Equal(before - entities - held, world.Statistics.Entities);
        Assert.DoesNotContain((await LeftAsync(environment)).Scopes, scope => scope["left"] is not null);
    }

    private static async Task WithoutBlockAsync(SimulatedWorld world, string kind)
    {
        var mapping = world.Catalog.Mapping.DeepClone();
        var blocks = mapping["resources"]!.AsArray();
        foreach (var block in blocks.Where(block => block!["kind"]!.GetValue<string>() == kind).ToList())
        {
            blocks.Remove(block);
        }

        using var port = await PortSession.OpenAsync(world);
        await port.SetMappingAsync(mapping);
    }
}
