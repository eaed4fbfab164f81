using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Running;

/// <summary>
/// Through the whole of the real process: the weaknesses listed for Ocean that lose or invent deletions, by their numbers. Numbers
/// 4 and 5 are of kinds that the simulator does not serve; 18 and 19 are in <see cref="LiveEventTests"/>.
/// </summary>
public sealed class LiveWeaknessTests
{
    private const string Region = "eu-west-1";
    private const string Instance = "AWS::EC2::Instance";
    private const string Cluster = "AWS::ECS::Cluster";

    private static readonly SimulatorOptions Options = Estate.Small with { Kinds = [Estate.Queue, Instance, Cluster, "AWS::Example::Widget"] };

    [Theory]
    [InlineData(SimulatorFaultKind.Throttle, "ThrottlingException")]
    [InlineData(SimulatorFaultKind.Deny, "AccessDeniedException")]
    [InlineData(SimulatorFaultKind.ExpireCredentials, "ExpiredTokenException")]
    public async Task When_aws_refuses_to_show_a_resource_then_port_keeps_it_and_shows_it_later__weaknesses_1_and_8(SimulatorFaultKind fault, string code)
    {
        await using var world = await Estate.StartAsync(Options);
        await using var installation = await SyncedAsync(world);
        var refused = $"aws cloudcontrolapi GetResource {code}";
        world.SetFaults(new SimulatorFault { Kind = fault, Service = "cloudcontrolapi", Operation = "GetResource" });

        Tag(world, Instance, "fault", "first");
        await Eventually.TrueAsync(() => world.Statistics.Requests.GetValueOrDefault(refused) > 1);
        var during = world.Statistics.EntityDeletes;
        world.SetFaults();
        Tag(world, Instance, "fault", "second");

        await EqualAsync(world, installation);
        Assert.Equal((0, 0), (during, world.Statistics.EntityDeletes));
    }

    [Fact]
    public async Task When_no_run_ever_listed_the_accounts_then_events_of_all_of_them_take_effect__weakness_2()
    {
        await using var world = await Estate.StartAsync(Options);
        using var home = new TemporaryHome();
        (await PipelineProcess.RunAsync(home.AddedTo(world.Environment), "sync")).MustExitWith(0);
        await using var installation = Installation.Start(world, "OCEAN__EVENT_LISTENER__TYPE=WEBHOOKS_ONLY", $"PIPELINE_HOME={home.Path}");
        world.SendEventsTo(installation.Webhook);

        foreach (var account in world.AccountIds)
        {
            world.TagResource(Estate.Queue, account, Region, world.IdentifierOf(Estate.Queue, account, Region, 0), new Dictionary<string, string?> { ["a"] = "b" });
        }

        await EqualAsync(world, installation);
        Assert.Equal(0, world.Statistics.EntityDeletes);
    }

    [Fact]
    public async Task When_the_modules_rule_sends_no_account_then_the_resource_is_found__weakness_3()
    {
        await using var world = await Estate.StartAsync(Options);
        await using var installation = await SyncedAsync(world);
        world.SendEventsTo(installation.Webhook with { Form = Simulator.Changes.EventForm.Ocean });

        var change = world.ChangeResource(Instance, world.AccountIds[^1], Region, world.IdentifierOf(Instance, world.AccountIds[^1], Region, 1));

        Assert.Contains("\"accountId\":\"\"", change.OceanBody, StringComparison.Ordinal);
        await EqualAsync(world, installation);
        Assert.Equal(0, world.Statistics.EntityDeletes);
    }

    [Fact]
    public async Task When_a_resource_is_deleted_then_the_entity_that_was_mapped_from_it_goes__weakness_6()
    {
        await using var world = await Estate.StartAsync(Options);
        await using var installation = await SyncedAsync(world);
        var cluster = world.IdentifierOf(Cluster, world.InstallationAccountId, Region, 0);
        using var port = await PortSession.OpenAsync(world);
        Assert.DoesNotContain(cluster, (await port.EntitiesAsync("ecsCluster")).Select(entity => entity["identifier"]!.GetValue<string>()));

        world.DeleteResource(Cluster, world.InstallationAccountId, Region, cluster);

        await EqualAsync(world, installation);
        Assert.Equal(1, world.Statistics.EntityDeletes);
    }

    [Fact]
    public async Task When_one_of_two_blocks_denies_the_region_then_its_entity_is_neither_made_nor_deleted__weakness_7()
    {
        await using var world = await Estate.StartAsync(Options);
        using var port = await PortSession.OpenAsync(world);
        await port.SetMappingAsync(WithSecondBlock(world, block =>
        {
            block["selector"]!["regionPolicy"] = new JsonObject { ["deny"] = new JsonArray(Region) };
            Mappings.Fields(block)["identifier"] = ".Properties.QueueName";
        }));
        await using var installation = await SyncedAsync(world, compared: false);
        var denied = world.IdentifierOf(Estate.Queue, world.InstallationAccountId, Region, 0).Split('/')[^1];
        var before = (await world.RequestsAsync("port")).Count;

        Tag(world, Estate.Queue, "seen", "yes");

        await Eventually.TrueAsync(async () => (await TextsAsync(port, "sqsQueue")).Any(text => text.Contains("\"seen\"", StringComparison.Ordinal)));
        Assert.DoesNotContain(await TextsAsync(port, "cloudResource"), text => text.Contains($"\"identifier\":\"{denied}\"", StringComparison.Ordinal));
        Assert.DoesNotContain(
            (await world.RequestsAsync("port")).Skip(before).Select(request => $"{request["method"]} {request["path"]}"),
            request => !request.StartsWith("GET", StringComparison.Ordinal) && request.Contains("/blueprints/cloudResource/entities", StringComparison.Ordinal));
        Assert.Equal(0, world.Statistics.EntityDeletes);
    }

    [Fact]
    public async Task When_a_resync_writes_what_it_saw_before_a_live_event_then_the_later_state_stays__weakness_20()
    {
        await using var world = await Estate.StartAsync(Options);
        await using var installation = await SyncedAsync(world, "OCEAN__EVENT_LISTENER__INTERVAL=1");
        world.SendEventsTo(null);
        Tag(world, Estate.Queue, "state", "older");
        var writes = world.PortCalls("POST", "/v1/blueprints/{blueprint}/entities/bulk");
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortLatency, Operation = "/entities/bulk", Delay = TimeSpan.FromSeconds(4), Times = 1 });

        // The run has read the older state of every queue and is on its way to Port with it, when the resource changes again.
        var reads = world.Statistics.Requests["aws cloudcontrolapi GetResource"];
        await world.RequestResyncAsync();
        await Eventually.TrueAsync(() => world.Statistics.Requests["aws cloudcontrolapi GetResource"] >= 2 * reads);
        world.SendEventsTo(installation.Webhook);
        Tag(world, Estate.Queue, "state", "newer");

        await Eventually.TrueAsync(() => world.PortCalls("POST", "/v1/blueprints/{blueprint}/entities/bulk") >= writes + 2);
        await EqualAsync(world, installation);
        using var port = await PortSession.OpenAsync(world);
        Assert.DoesNotContain(await TextsAsync(port, "sqsQueue"), text => text.Contains("older", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_items_are_parsed_out_of_a_resource_then_live_events_make_and_take_their_entities_too__weakness_27()
    {
        await using var world = await Estate.StartAsync(Options);
        using var port = await PortSession.OpenAsync(world);
        await port.SetMappingAsync(WithSecondBlock(world, block =>
        {
            block["port"]!["itemsToParse"] = ".Properties.Tags";
            Mappings.Fields(block)["identifier"] = ".Properties.QueueName + \"/\" + .item.Key";
            Mappings.Fields(block)["title"] = ".item.Value";
        }));
        await using var installation = await SyncedAsync(world, compared: false);

        Tag(world, Estate.Queue, "parsed", "once");
        IReadOnlyList<string> texts = [];
        await Eventually.TrueAsync(
            async () => (texts = await TextsAsync(port, "cloudResource")).Any(text => text.Contains("/parsed\"", StringComparison.Ordinal)),
            () => $"{world.Changes}\n{string.Join('\n', texts)}\n{installation.Process.Errors}");
        Tag(world, Estate.Queue, "parsed", null);
        await Eventually.TrueAsync(async () => !(await TextsAsync(port, "cloudResource")).Any(text => text.Contains("/parsed\"", StringComparison.Ordinal)));
    }

    private static void Tag(SimulatedWorld world, string kind, string name, string? value) => world.TagResource(
        kind, world.InstallationAccountId, Region, world.IdentifierOf(kind, world.InstallationAccountId, Region, 0), new Dictionary<string, string?> { [name] = value });

    private static JsonNode WithSecondBlock(SimulatedWorld world, Action<JsonNode> change)
    {
        var mapping = world.Catalog.Mapping.DeepClone();
        var blocks = mapping["resources"]!.AsArray();
        var block = blocks.Single(each => each!["kind"]!.GetValue<string>() == Estate.Queue)!.DeepClone();
        var fields = Mappings.Fields(block);
        fields["blueprint"] = "\"cloudResource\"";
        fields["properties"] = new JsonObject { ["kind"] = ".__Kind" };
        change(block);
        blocks.Add(block);
        return mapping;
    }

    private static async Task<IReadOnlyList<string>> TextsAsync(PortSession port, string blueprint) =>
        [.. (await port.EntitiesAsync(blueprint)).Select(entity => entity.ToJsonString())];

    private static async Task<Installation> SyncedAsync(SimulatedWorld world, params string[] variables) => await SyncedAsync(world, true, variables);

    private static async Task<Installation> SyncedAsync(SimulatedWorld world, bool compared, params string[] variables)
    {
        var installation = Installation.Start(world, variables);
        if (compared)
        {
            await EqualAsync(world, installation);
        }

        await Eventually.TrueAsync(
            async () => (await ListenerTests.StatesAsync(world)).Contains("completed"), () => $"The run does not end.\n{installation.Process.Errors}");
        world.SendEventsTo(installation.Webhook);
        return installation;
    }

    private static Task EqualAsync(SimulatedWorld world, Installation installation) => Eventually.TrueAsync(
        async () => (await world.CompareAsync(TestContext.Current.CancellationToken)).Equal, () => $"Port does not become equal.\n{world.Changes}\n{installation.Process.Errors}");
}
