using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Runs;

public sealed class LedgerCheckTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task When_everything_was_written_then_ledger_and_port_are_equal_and_what_others_own_is_left_out()
    {
        await using var world = await Estate.SmallAsync();
        var environment = await SyncedAsync(world);
        using var port = await PortSession.OpenAsync(world);
        var (blueprint, _) = await AnyAsync(port);
        await port.WriteAsync(blueprint, "of-somebody-else", asInstallation: false);
        var before = world.Statistics.EntityWrites;

        var check = await PipelineProcess.RunAsync(environment, "ledger", "check");

        check.MustExitWith(0).MustSay("The ledger and Port are equal").MustNotSay("of-somebody-else");
        var json = await CheckAsync(environment, exitCode: 0);
        Assert.Equal(world.Statistics.Entities - 1, json.Sum(read => (long)read!["owned"]!));
        Assert.All(json, read => Assert.Empty(read!["found"]!.AsObject()));
        Assert.Equal(before, world.Statistics.EntityWrites);
    }

    [Fact]
    public async Task When_an_entity_was_removed_at_port_by_hand_then_it_is_named_until_the_next_run_writes_it()
    {
        await using var world = await Estate.SmallAsync();
        var environment = await SyncedAsync(world);
        using var port = await PortSession.OpenAsync(world);
        var (blueprint, identifier) = await AnyAsync(port);
        await port.DeleteAsync(blueprint, identifier);

        (await PipelineProcess.RunAsync(environment, "ledger", "check")).MustExitWith(2).MustSay("written, and not at Port: 1").MustSay(identifier);
        await MustFindAsync(environment, blueprint, "missing", identifier);
        await MustFindAsync(environment, blueprint, "missing", identifier);

        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        (await PipelineProcess.RunAsync(environment, "ledger", "check")).MustExitWith(0);
    }

    [Fact]
    public async Task When_somebody_else_wrote_an_entity_last_then_it_is_told_as_theirs()
    {
        await using var world = await Estate.SmallAsync();
        var environment = await SyncedAsync(world);
        using var port = await PortSession.OpenAsync(world);
        var (blueprint, identifier) = await AnyAsync(port);
        await port.WriteAsync(blueprint, identifier, asInstallation: false);

        await MustFindAsync(environment, blueprint, "otherOwner", identifier);
    }

    [Fact]
    public async Task When_port_holds_more_of_ours_than_the_ledger_knows_then_all_are_counted_and_the_first_are_named()
    {
        await using var world = await Estate.SmallAsync();
        var environment = await SyncedAsync(world);
        using var port = await PortSession.OpenAsync(world);
        var (blueprint, _) = await AnyAsync(port);
        foreach (var number in Enumerable.Range(0, 25))
        {
            await port.WriteAsync(blueprint, $"left-over-{number}", asInstallation: true);
        }

        var read = Assert.Single(await CheckAsync(environment, exitCode: 2), read => read!["found"]!.AsObject().Count > 0)!;
        var found = read["found"]!["unattributed"]!;
        Assert.Equal((blueprint, 25, 20), ((string)read["blueprint"]!, (int)found["count"]!, found["first"]!.AsArray().Count));
        Assert.All(found["first"]!.AsArray(), entity => Assert.StartsWith("left-over-", (string)entity!["identifier"]!, StringComparison.Ordinal));
        (await PipelineProcess.RunAsync(environment, "ledger", "check")).MustExitWith(2).MustSay("and 5 more");
    }

    [Fact]
    public async Task When_port_made_an_entity_that_others_relate_to_then_it_is_told_and_is_no_difference()
    {
        await using var world = await Estate.SmallAsync();
        var environment = _home.AddedTo(world.Environment);
        using var port = await PortSession.OpenAsync(world);
        var mapping = world.WithBlock(Estate.Function, block => Mappings.Fields(block)["relations"]!["account"] = "\"no-such-account\"");
        mapping["createMissingRelatedEntities"] = true;
        await port.SetMappingAsync(mapping);
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);

        var read = Assert.Single(await CheckAsync(environment, exitCode: 0), read => read!["found"]!.AsObject().Count > 0)!;

        Assert.Equal("no-such-account", (string)Assert.Single(read["found"]!["relatedTo"]!["first"]!.AsArray())!["identifier"]!);
    }

    [Fact]
    public async Task When_a_process_works_in_the_home_then_the_check_is_done_beside_it()
    {
        await using var world = await Estate.SmallAsync();
        var environment = _home.AddedTo(world.Environment).With("APPLICATION__PORT", "0");
        await using var running = PipelineProcess.Start(environment, "run");
        await running.HasSaidAsync("started (start)");

        await Eventually.TrueAsync(
            async () => world.Statistics.Entities == 32 && (await PipelineProcess.RunAsync(environment, "ledger", "check")).ExitCode == 0,
            () => running.Errors);

        using var port = await PortSession.OpenAsync(world);
        var (blueprint, identifier) = await AnyAsync(port);
        await port.DeleteAsync(blueprint, identifier);
        await MustFindAsync(environment, blueprint, "missing", identifier);
        await running.TerminateAsync();
        (await running.ExitAsync()).MustExitWith(0);
    }

    [Fact]
    public async Task When_port_refused_entities_then_they_are_told_as_not_taken()
    {
        await using var world = await Estate.SmallAsync();
        var environment = _home.AddedTo(world.Environment);
        using var port = await PortSession.OpenAsync(world);
        await port.SetMappingAsync(world.WithBlock(Estate.Function, block => Mappings.Fields(block)["title"] = "42"));
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(2);

        var found = Assert.Single(await CheckAsync(environment, exitCode: 2), read => read!["found"]!.AsObject().Count > 0)!["found"]!;

        Assert.Equal(12, (int)found["unconfirmed"]!["count"]!);
    }

    [Fact]
    public async Task When_ledger_or_port_cannot_be_read_then_it_says_so_and_nothing_of_equality()
    {
        await using var world = await Estate.SmallAsync();
        var environment = _home.AddedTo(world.Environment);
        (await PipelineProcess.RunAsync(environment, "ledger", "check")).MustExitWith(1).MustSay("There is no ledger");
        await SyncedAsync(world);
        var file = Assert.Single(Directory.GetFiles(_home.Path, "*.db", SearchOption.AllDirectories));

        (await PipelineProcess.RunAsync(environment.With("OCEAN__PORT__CLIENT_SECRET", "wrong"), "ledger", "check"))
            .MustExitWith(1).MustNotSay("equal");
        (await PipelineProcess.RunAsync(environment.With("OCEAN__PORT__CLIENT_SECRET", null), "ledger", "check")).MustExitWith(64);
        await File.WriteAllTextAsync(file, "no ledger at all", TestContext.Current.CancellationToken);
        (await PipelineProcess.RunAsync(environment, "ledger", "check")).MustExitWith(1).MustNotSay("equal").MustNotSay("   at ");
    }

    private async Task<Dictionary<string, string>> SyncedAsync(SimulatedWorld world)
    {
        var environment = _home.AddedTo(world.Environment);
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        return environment;
    }

    private static async Task<(string Blueprint, string Identifier)> AnyAsync(PortSession port)
    {
        // One that nothing relates to: Port deletes it without a question.
        foreach (var blueprint in await port.BlueprintsAsync())
        {
            var entities = await port.EntitiesAsync(blueprint);
            if (entities.Count > 0 && entities[0]["relations"] is JsonObject { Count: > 0 })
            {
                return (blueprint, (string)entities[0]["identifier"]!);
            }
        }

        throw new InvalidOperationException("Port holds no entity that relates to another.");
    }

    private static async Task MustFindAsync(IReadOnlyDictionary<string, string> environment, string blueprint, string kind, string identifier)
    {
        var different = Assert.Single(await CheckAsync(environment, exitCode: 2), read => read!["found"]!.AsObject().Count > 0)!;
        Assert.Equal((blueprint, 1), ((string)different["blueprint"]!, different["found"]!.AsObject().Count));
        var found = different["found"]![kind]!;
        Assert.Equal((1, identifier), ((int)found["count"]!, (string)Assert.Single(found["first"]!.AsArray())!["identifier"]!));
        Assert.NotNull(found["first"]![0]!["resource"]);
    }

    private static async Task<JsonArray> CheckAsync(IReadOnlyDictionary<string, string> environment, int exitCode)
    {
        var check = await PipelineProcess.RunAsync(environment, "ledger", "check", "--json");
        check.MustExitWith(exitCode);
        var json = JsonNode.Parse(check.Output)!;
        Assert.Equal(exitCode == 0, (bool)json["isEqual"]!);
        return json["blueprints"]!.AsArray();
    }
}
