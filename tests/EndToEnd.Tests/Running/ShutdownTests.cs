using System.Diagnostics;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Running;

public sealed class ShutdownTests
{
    private static readonly SimulatorFault SlowPort = new()
    {
        Kind = SimulatorFaultKind.PortLatency, Operation = "/entities/bulk", Delay = TimeSpan.FromSeconds(2),
    };

    [Fact]
    public async Task When_it_is_terminated_while_idle_then_it_exits_at_once_with_0()
    {
        await using var world = await Estate.SmallAsync();
        await using var installation = Installation.Start(world, "OCEAN__EVENT_LISTENER__RESYNC_ON_START=false");
        await installation.AnswersAsync("/health/ready");
        var clock = Stopwatch.StartNew();

        await installation.Process.TerminateAsync();

        MustHaveEndedCleanly(await installation.Process.ExitAsync(), clock, TimeSpan.FromSeconds(5), 0);
    }

    [Fact]
    public async Task When_it_is_terminated_during_a_run_then_it_drains_and_exits_within_25_seconds()
    {
        await using var world = await Estate.StartAsync(Estate.Small with { ResourcesPerScope = 200, Faults = [SlowPort] });
        await using var installation = Installation.Start(world);
        await WritesAsync(world, installation.Process);
        var clock = Stopwatch.StartNew();

        await installation.Process.TerminateAsync();

        MustHaveEndedCleanly(await installation.Process.ExitAsync(), clock, TimeSpan.FromSeconds(25), 0);
    }

    [Fact]
    public async Task When_it_is_terminated_while_port_is_down_then_it_exits_within_25_seconds()
    {
        await using var world = await Estate.SmallAsync(new SimulatorFault { Kind = SimulatorFaultKind.PortDown });
        await using var installation = Installation.Start(world);
        await installation.Process.HasSaidAsync("Port is down");
        var clock = Stopwatch.StartNew();

        await installation.Process.TerminateAsync();

        MustHaveEndedCleanly(await installation.Process.ExitAsync(), clock, TimeSpan.FromSeconds(25), 0);
    }

    [Theory]
    [InlineData("sync")]
    [InlineData("demo")]
    public async Task When_a_command_is_interrupted_during_its_run_then_it_exits_promptly_with_the_shells_code(string command)
    {
        await using var world = await Estate.StartAsync(Estate.Small with { ResourcesPerScope = 200, Faults = [SlowPort] });
        await using var process = PipelineProcess.Start(
            world.Environment, command == "sync" ? ["sync"] : ["demo", "--fault", "PortLatency:delay-ms=2000"]);
        await process.HasSaidAsync("scopes");
        var clock = Stopwatch.StartNew();

        await process.InterruptAsync();

        MustHaveEndedCleanly(await process.ExitAsync(), clock, TimeSpan.FromSeconds(10), 130);
    }

    // The stages start right after the home is taken: a bus that is stopped while it starts must not go on half started.
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task When_a_sync_is_ended_while_it_starts_then_it_exits_promptly(string signal)
    {
        await using var world = await Estate.SmallAsync(SlowPort);
        await using var process = PipelineProcess.Start(world.Environment, "sync");
        await Eventually.TrueAsync(() => Task.FromResult(process.HasTakenItsHome));
        var clock = Stopwatch.StartNew();

        await (signal == "TERM" ? process.TerminateAsync() : process.InterruptAsync());

        // Until the command listens to signals, the system ends it, with the code of the signal.
        var result = await process.ExitAsync();
        MustHaveEndedCleanly(result, clock, TimeSpan.FromSeconds(10), result.ExitCode == 143 ? 143 : 130);
    }

    private static Task WritesAsync(SimulatedWorld world, PipelineProcess process) => Eventually.TrueAsync(
        () => Task.FromResult(world.Statistics.PortBulkUpserts > 0), () => $"Nothing is written.\n{process.Errors}");

    private static void MustHaveEndedCleanly(ProcessResult result, Stopwatch clock, TimeSpan limit, int exitCode)
    {
        Assert.True(clock.Elapsed < limit, $"It took {clock.Elapsed}.\n{result.Said}");
        result.MustExitWith(exitCode).MustNotSay("Exception").MustNotSay("   at ");
    }
}
