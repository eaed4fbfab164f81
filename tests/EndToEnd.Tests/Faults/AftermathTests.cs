using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Faults;

/// <summary>What follows the end of a run: entities that are ours and that no resource makes are looked for and deleted.</summary>
public sealed class AftermathTests
{
    private const string Blueprint = "s3Bucket";
    private const string Search = "/datasource-entities";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_port_lists_slowly_what_is_ours_then_the_program_ends_after_it_has_deleted_what_no_resource_makes(bool once)
    {
        await using var world = await WithLeftEntityAsync();
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortLatency, Operation = Search, Delay = TimeSpan.FromSeconds(4) });

        var result = once
            ? await PipelineProcess.RunAsync(world.With("OCEAN__EVENT_LISTENER__TYPE", "ONCE").With("APPLICATION__PORT", "0"), "run")
            : await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0).MustNotSay("Exception");
        await world.MustEqualPortAsync(result);
        Assert.Equal(("completed", 1), (await world.DeletionRowsAsync())[^1]);
    }

    [Fact]
    public async Task When_the_program_is_killed_after_a_run_has_ended_then_the_next_one_does_what_follows_it()
    {
        await using var world = await WithLeftEntityAsync();
        using var home = new TemporaryHome();
        var environment = home.AddedTo(world.Environment);
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortLatency, Operation = Search, Delay = TimeSpan.FromSeconds(8) });
        await using (var killed = PipelineProcess.Start(environment, "sync"))
        {
            await killed.HasSaidAsync("The run has ended");
            await killed.KillAsync();
            _ = await killed.ExitAsync();
        }

        Assert.Equal([(false, null)], await SettledAsync(environment));
        (await PipelineProcess.RunAsync(environment, "runs", "show")).MustExitWith(0).MustSay("Not settled");
        world.SetFaults();

        var result = await PipelineProcess.RunAsync(environment, "sync");

        result.MustExitWith(0).MustNotSay("Exception");
        await world.MustEqualPortAsync(result);
        Assert.Equal([(true, null), (true, 1)], await SettledAsync(environment));
        (await PipelineProcess.RunAsync(environment, "runs", "show")).MustExitWith(0).MustSay("Run complete").MustNotSay("Not settled");
    }

    [Fact]
    public async Task When_port_does_not_list_what_is_ours_then_that_is_told_and_the_exit_code_is_another()
    {
        await using var world = await WithLeftEntityAsync();
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = Search, StatusCode = 422 });

        using var home = new TemporaryHome();
        var environment = home.AddedTo(world.Environment);

        var result = await PipelineProcess.RunAsync(environment, "sync");

        result.MustExitWith(2).MustSay("Run partial").MustSay("Not done after the run");
        (await PipelineProcess.RunAsync(environment, "runs", "show"))
            .MustExitWith(0).MustSay("Run partial").MustSay("Errors of the run's own steps").MustSay("RunFinished at port-writer-run-finished: Internal PortException");
    }

    [Fact]
    public async Task When_more_is_left_than_may_be_deleted_then_it_is_held_and_the_exit_code_is_2()
    {
        await using var world = await WithLeftEntityAsync();
        using var port = await PortSession.OpenAsync(world);
        var mapping = world.Catalog.Mapping.DeepClone();
        mapping["entityDeletionThreshold"] = 0;
        await port.SetMappingAsync(mapping);

        using var home = new TemporaryHome();
        var environment = home.AddedTo(world.Environment);

        var result = await PipelineProcess.RunAsync(environment, "sync");

        result.MustExitWith(2).MustSay("Run partial").MustSay("entityDeletionThreshold");
        (await PipelineProcess.RunAsync(environment, "runs", "show"))
            .MustExitWith(0).MustSay("Held sweeps").MustSay("entities that no resource makes: 1 of 1 kept");
        var rows = await world.DeletionRowsAsync();
        Assert.Equal(("failed", 0), rows[^1]);
    }

    // Newest first: whether all that follows its end is done, and how many entities went by it.
    private static async Task<IReadOnlyList<(bool, int?)>> SettledAsync(IReadOnlyDictionary<string, string> environment)
    {
        var listed = (await PipelineProcess.RunAsync(environment, "runs", "--json")).MustExitWith(0);
        return [.. JsonNode.Parse(listed.Output)!.AsArray().Select(run => ((bool)run!["isSettled"]!, (int?)run["unattributed"]?["deleted"]))];
    }

    // Only what is older than the run is looked at: the entity is written by a clock that is behind.
    private static async Task<SimulatedWorld> WithLeftEntityAsync()
    {
        var clock = new ShiftedClock();
        var world = await SimulatedWorld.StartAsync(Estate.Small with { ResourcesPerScope = 6 }, clock, TestContext.Current.CancellationToken);
        var result = await PipelineProcess.RunAsync(world.Environment, "sync");
        result.MustExitWith(0);
        using var port = await PortSession.OpenAsync(world);
        clock.Shift = TimeSpan.FromHours(-1);
        await port.WriteAsync(Blueprint, "left-from-before", asInstallation: true);
        clock.Shift = TimeSpan.Zero;
        Assert.False((await world.CompareAsync(TestContext.Current.CancellationToken)).Equal);
        return world;
    }
}
