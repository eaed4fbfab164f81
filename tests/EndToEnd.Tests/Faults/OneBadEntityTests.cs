using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Faults;

/// <summary>One entity that Port fails on for ever, whatever shares a request with it.</summary>
[Trait("Row", "R14")]
public sealed class OneBadEntityTests
{
    private const string Blueprint = "s3Bucket";

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    public async Task When_port_fails_every_upsert_with_one_entity_then_that_one_is_rejected_and_the_rest_is_written(int status)
    {
        await using var world = await Estate.StartAsync(Estate.Small with { ResourcesPerScope = 12 });
        using var home = new TemporaryHome();
        var environment = home.AddedTo(world.Environment);
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        using var port = await PortSession.OpenAsync(world);
        var bad = (await port.EntitiesAsync(Blueprint))[5]["identifier"]!.GetValue<string>();
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = "/entities/bulk", Identifier = bad, StatusCode = status });

        var result = await PipelineProcess.RunAsync(environment, "sync", "--refresh");

        result.MustExitWith(2).MustSay("Rejected entities").MustSay($"{Blueprint}/{bad}: An injected fault").MustSay(", 1 rejected");
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_port_fails_every_deletion_of_one_entity_then_that_one_is_held_and_the_others_go()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { ResourcesPerScope = 12 });
        using var home = new TemporaryHome();
        var environment = home.AddedTo(world.Environment);
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        var gone = new SimulatorFault { Kind = SimulatorFaultKind.Vanish, ResourceKind = Estate.Bucket, Fraction = 0.5 };
        world.SetFaults(gone);
        var bad = (await world.CompareAsync(TestContext.Current.CancellationToken)).Unexpected[0];
        var name = bad.Split('/', 2)[1];
        world.SetFaults(gone, new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = "/entities/delete", Identifier = name, StatusCode = 500 });

        var result = await PipelineProcess.RunAsync(environment, "sync");

        result.MustExitWith(2).MustSay("Run partial").MustSay("Held sweeps").MustSay("An injected fault");
        Assert.Equal([bad], (await world.CompareAsync(TestContext.Current.CancellationToken)).Unexpected);
        world.SetFaults(gone);
        result = await PipelineProcess.RunAsync(environment, "sync");
        result.MustExitWith(0);
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_a_scope_would_lose_half_then_the_summary_says_that_it_is_held_and_what_deletes_it()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { ResourcesPerScope = 60, Kinds = [Estate.Queue] });
        using var home = new TemporaryHome();
        var environment = home.AddedTo(world.Environment);
        (await PipelineProcess.RunAsync(environment, "sync")).MustExitWith(0);
        world.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Vanish, Fraction = 0.5 });

        var held = await PipelineProcess.RunAsync(environment, "sync");
        var allowed = await PipelineProcess.RunAsync(environment.With("PIPELINE__SWEEP__MAX_PERCENT", "100"), "sync");

        held.MustExitWith(2).MustSay("Held sweeps").MustSay($"us-east-1/{Estate.Queue}/get: ").MustSay("of 60 entities would go").MustSay("PIPELINE__SWEEP__MAX_PERCENT=100");
        allowed.MustExitWith(0).MustNotSay("Held sweeps");
        await world.MustEqualPortAsync(allowed);
    }
}
