using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Runs;

public sealed class PlanTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task When_a_new_installation_is_planned_then_all_is_to_be_made_and_nothing_is()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { SeedMapping = false });
        var environment = _home.AddedTo(world.Environment);

        var plan = await PipelineProcess.RunAsync(environment, "plan");

        plan.MustExitWith(2).MustSay("+ the integration").MustSay("Nothing was written");
        Assert.DoesNotContain(world.Statistics.Requests.Keys, request => IsWrite(request));
        Assert.Equal(0, world.Statistics.Entities);
        (await PipelineProcess.RunAsync(environment, "runs")).MustExitWith(1).MustSay("No run");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task When_an_estate_has_changed_then_the_sync_does_what_the_plan_said_and_then_nothing_is_left_to_do(int seed)
    {
        await using var world = await Estate.StartAsync(Estate.Small with { Seed = seed, ResourcesPerScope = 4 + seed });
        var environment = _home.AddedTo(world.Environment);
        using var port = await PortSession.OpenAsync(world);
        await PlanEqualsSyncAsync(environment, port, $"seed {seed}, first sync");

        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Vanish, Fraction = 0.1 * seed });
        await port.SetMappingAsync(world.WithProperty(Estate.Function, "memory", "(.MemorySize // 0) + 1"));
        await PlanEqualsSyncAsync(environment, port, $"seed {seed}, resources gone and a property mapped otherwise");

        world.SetFaults();
        await PlanEqualsSyncAsync(environment, port, $"seed {seed}, resources back");

        (await PipelineProcess.RunAsync(environment, "plan")).MustExitWith(0).MustSay("nothing would change");
    }

    [Fact]
    public async Task When_a_plan_is_limited_and_port_refuses_an_entity_then_it_says_why_and_looks_nowhere_else()
    {
        await using var world = await Estate.SmallAsync();
        var environment = _home.AddedTo(world.Environment);
        using var port = await PortSession.OpenAsync(world);
        await port.SetMappingAsync(world.WithBlock(Estate.Function, block => Mappings.Fields(block)["title"] = "42"));

        var plan = await PipelineProcess.RunAsync(environment, "plan", "--kind", Estate.Function, "--json");

        plan.MustExitWith(0);
        var json = JsonNode.Parse(plan.Output)!;
        Assert.Empty(json["changes"]!.AsArray());
        var rejected = json["run"]!["rejected"]!.AsArray();
        Assert.Equal(12, rejected.Count);
        Assert.All(rejected, entity => Assert.NotEqual(string.Empty, entity!["reason"]!.GetValue<string>()));
        Assert.All(json["run"]!["scopes"]!.AsArray(), scope => Assert.Equal(Estate.Function, scope!["scope"]!["kind"]!.GetValue<string>()));
        Assert.Equal(0, world.Statistics.EntityWrites);
    }

    [Fact]
    public async Task When_a_process_works_in_the_home_then_a_plan_is_made_beside_it()
    {
        await using var world = await Estate.SmallAsync();
        var environment = _home.AddedTo(world.Environment).With("APPLICATION__PORT", "0");
        await using var running = PipelineProcess.Start(environment, "run");
        await running.HasSaidAsync("started (start)");
        await Eventually.TrueAsync(() => Task.FromResult(world.Statistics.Entities == 32), () => running.Errors);

        var plan = await PipelineProcess.RunAsync(environment, "plan", "--refresh");

        plan.MustExitWith(0).MustSay("nothing would change");
    }

    private static async Task PlanEqualsSyncAsync(IReadOnlyDictionary<string, string> environment, PortSession port, string when)
    {
        var before = await ContentAsync(port);
        var plan = await PipelineProcess.RunAsync(environment, "plan", "--json");
        Assert.Equal(before, await ContentAsync(port));
        var sync = await PipelineProcess.RunAsync(environment, "sync");
        var after = await ContentAsync(port);

        var changes = JsonNode.Parse(plan.Output)!["changes"]!.AsArray()
            .ToLookup(change => change!["action"]!.GetValue<string>(), change => $"{change!["blueprint"]}/{change["identifier"]}");
        Assert.Equal(
            (when, Text(after.Keys.Except(before.Keys))), (when, Text(changes["create"].Concat(changes["placeholder"]))));
        Assert.Equal((when, Text(before.Keys.Except(after.Keys))), (when, Text(changes["delete"])));
        Assert.Equal(
            (when, Text(after.Keys.Where(entity => before.TryGetValue(entity, out var known) && known != after[entity]))),
            (when, Text(changes["change"])));
        Assert.True(sync.ExitCode is 0 or 2, sync.Said);
        Assert.True(plan.ExitCode == (changes["create"].Any() || changes["delete"].Any() || changes["change"].Any() ? 2 : 0), plan.Said);
    }

    private static string Text(IEnumerable<string> entities) => string.Join('\n', entities.Order(StringComparer.Ordinal));

    private static async Task<Dictionary<string, string>> ContentAsync(PortSession port)
    {
        var content = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var blueprint in await port.BlueprintsAsync())
        {
            foreach (var entity in await port.EntitiesAsync(blueprint))
            {
                var shown = new JsonObject();
                foreach (var field in new[] { "title", "icon", "team", "properties", "relations" })
                {
                    shown[field] = entity[field]?.DeepClone();
                }

                content[$"{blueprint}/{entity["identifier"]}"] = shown.ToJsonString();
            }
        }

        return content;
    }

    private static bool IsWrite(string request) =>
        (request.StartsWith("port POST", StringComparison.Ordinal) || request.StartsWith("port P", StringComparison.Ordinal) || request.StartsWith("port DELETE", StringComparison.Ordinal))
        && !request.Contains("search", StringComparison.Ordinal)
        && !request.Contains("access_token", StringComparison.Ordinal)
        && !request.Contains("datasource-entities", StringComparison.Ordinal)
        && !request.Contains("/entities/bulk", StringComparison.Ordinal);
}
