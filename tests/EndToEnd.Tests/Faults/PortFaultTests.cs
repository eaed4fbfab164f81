using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Faults;

public sealed class PortFaultTests
{
    [Fact]
    public async Task When_port_limits_the_rate_then_the_run_waits_and_nothing_is_missing()
    {
        await using var world = await Estate.StartAsync(Estate.Small with
        {
            ResourcesPerScope = 30,
            PortRequestsPerPeriod = 12,
            PortRatePeriod = TimeSpan.FromSeconds(2),
        });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        await world.MustEqualPortAsync(result);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task When_port_refuses_some_requests_then_nothing_is_missing(int status)
    {
        await using var world = await Estate.StartAsync(Estate.Small with
        {
            // A 429 is waited out until the period that its headers name has ended.
            PortRatePeriod = TimeSpan.FromSeconds(2),
            Faults = [new SimulatorFault { Kind = SimulatorFaultKind.PortStatus, Operation = "/entities/bulk", StatusCode = status, Times = 3 }],
        });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_port_breaks_connections_off_after_writing_then_nothing_is_missing()
    {
        await using var world = await Estate.SmallAsync(new SimulatorFault { Kind = SimulatorFaultKind.PortClose, Operation = "/entities/bulk", Times = 2 });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_port_rejects_some_entities_then_they_are_named_with_ports_reason_and_the_rest_is_written()
    {
        await using var world = await Estate.SmallAsync(new SimulatorFault { Kind = SimulatorFaultKind.PortReject, Blueprint = "s3Bucket" });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(2).MustSay("Rejected entities").MustSay("s3Bucket/").MustSay("6 rejected");
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_port_cannot_be_told_of_the_resync_then_the_run_is_complete_all_the_same()
    {
        await using var world = await Estate.SmallAsync(new SimulatorFault
        {
            Kind = SimulatorFaultKind.PortStatus, Operation = "/resync-state", StatusCode = 500,
        });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_the_token_expires_during_the_run_then_another_is_fetched_and_nothing_is_missing()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { PortTokenLifetime = TimeSpan.FromSeconds(2), ResourcesPerScope = 30 });

        var result = await PipelineProcess.RunAsync(world.Environment, "sync");

        result.MustExitWith(0);
        await world.MustEqualPortAsync(result);
    }
}
