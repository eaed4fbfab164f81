using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.BadInput;

public sealed class OutageTests
{
    // A port of loopback that nothing listens on.
    private const string Nowhere = "http://127.0.0.1:1";

    [Fact]
    public async Task When_aws_cannot_be_reached_then_the_run_fails_within_half_a_minute_and_says_so()
    {
        await using var world = await Estate.SmallAsync();

        var result = await PipelineProcess.RunAsync(world.With("AWS_ENDPOINT_URL", Nowhere), "sync");

        result.MustExitWith(1).MustSay("AWS does not answer").MustSay("AWS_ENDPOINT_URL");
        Assert.True(result.Took < TimeSpan.FromSeconds(45), $"It took {result.Took}.");
    }

    [Fact]
    public async Task When_port_cannot_be_reached_then_the_run_fails_and_says_so()
    {
        await using var world = await Estate.SmallAsync();

        var result = await PipelineProcess.RunAsync(world.With("OCEAN__PORT__BASE_URL", Nowhere), "sync");

        result.MustExitWith(1).MustSay("OCEAN__PORT__BASE_URL").MustSay("refused");
    }

    [Fact]
    public async Task When_port_is_down_at_the_start_and_comes_back_then_the_run_is_complete()
    {
        await using var world = await Estate.SmallAsync(new SimulatorFault { Kind = SimulatorFaultKind.PortDown, Duration = TimeSpan.FromSeconds(5) });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        await world.MustEqualPortAsync(result);
    }
}
