using System.Text.Json.Nodes;
using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Running;

public sealed class ListenerTests
{
    private const string Once = "OCEAN__EVENT_LISTENER__TYPE=ONCE";
    private const string EverySecond = "OCEAN__EVENT_LISTENER__INTERVAL=1";

    [Fact]
    public async Task When_nothing_is_configured_then_it_syncs_at_the_start_and_stays()
    {
        await using var world = await Estate.SmallAsync();
        await using var installation = Installation.Start(world);

        await RunsHaveEndedAsync(world, installation, 1);

        await installation.AnswersAsync("/health/live");
        await installation.AnswersAsync("/health/ready");
        await installation.Process.TerminateAsync();
        var result = await installation.Process.ExitAsync();
        result.MustExitWith(0);
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_a_resync_is_requested_then_there_is_one_more_run()
    {
        await using var world = await Estate.SmallAsync();
        await using var installation = Installation.Start(world, EverySecond);
        await RunsHaveEndedAsync(world, installation, 1);

        await world.RequestResyncAsync();

        await RunsHaveEndedAsync(world, installation, 2);
        await PollsAsync(world, 3);
        Assert.Equal(2, await StartedRunsAsync(world));
    }

    [Fact]
    public async Task When_a_resync_is_requested_while_one_runs_then_it_is_not_lost()
    {
        await using var world = await Estate.SmallAsync(new SimulatorFault
        {
            Kind = SimulatorFaultKind.PortLatency, Operation = "/entities/bulk", Delay = TimeSpan.FromSeconds(3), Times = 3,
        });
        await using var installation = Installation.Start(world, EverySecond);
        await Eventually.TrueAsync(async () => await StartedRunsAsync(world) == 1, () => $"No run started.\n{installation.Process.Errors}");

        await world.RequestResyncAsync();

        await RunsHaveEndedAsync(world, installation, 2);
    }

    [Fact]
    public async Task When_it_polls_without_a_run_at_the_start_then_only_a_request_starts_one()
    {
        await using var world = await Estate.SmallAsync();
        await using var installation = Installation.Start(world, EverySecond, "OCEAN__EVENT_LISTENER__RESYNC_ON_START=false");
        await PollsAsync(world, 2);
        Assert.Equal(0, await StartedRunsAsync(world));

        await world.RequestResyncAsync();

        await RunsHaveEndedAsync(world, installation, 1);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(SimulatorFaultKind.Deny, 2)]
    public async Task When_it_listens_once_then_it_ends_with_the_exit_code_of_the_run(SimulatorFaultKind? fault, int expected)
    {
        await using var world = await Estate.SmallAsync(
            fault is { } kind ? [new SimulatorFault { Kind = kind, ResourceKind = Estate.Function }] : []);
        await using var installation = Installation.Start(world, Once, "OCEAN__SCHEDULED_RESYNC_INTERVAL=60");

        var result = await installation.Process.ExitAsync();

        result.MustExitWith(expected);
        await world.MustEqualPortAsync(result);
    }

    [Fact]
    public async Task When_a_schedule_is_set_then_port_is_told_of_the_next_run()
    {
        await using var world = await Estate.SmallAsync();
        await using var installation = Installation.Start(world, "OCEAN__SCHEDULED_RESYNC_INTERVAL=90");

        await RunsHaveEndedAsync(world, installation, 1);

        using var port = await PortSession.OpenAsync(world);
        var state = (await port.IntegrationAsync())!["resyncState"]!;
        Assert.Equal(90, state["intervalInMinuets"]!.GetValue<int>());
        Assert.NotNull(state["nextResync"]);
    }

    [Fact]
    public async Task When_port_is_down_at_the_start_then_it_lives_and_syncs_when_port_is_back()
    {
        await using var world = await Estate.SmallAsync(new SimulatorFault { Kind = SimulatorFaultKind.PortDown, Duration = TimeSpan.FromSeconds(5) });
        await using var installation = Installation.Start(world);

        await installation.AnswersAsync("/health/live");

        await RunsHaveEndedAsync(world, installation, 1);
    }

    private static Task RunsHaveEndedAsync(SimulatedWorld world, Installation installation, int count) => Eventually.TrueAsync(
        async () => (await StatesAsync(world)).Count(state => state == "completed") == count,
        () => $"There were not {count} runs.\n{installation.Process.Errors}");

    private static Task PollsAsync(SimulatedWorld world, int more)
    {
        const string Route = "/v1/integration/{integration}/resync-request";
        var before = world.PortCalls("GET", Route);
        return Eventually.TrueAsync(() => Task.FromResult(world.PortCalls("GET", Route) >= before + more), () => "It does not poll.");
    }

    private static async Task<int> StartedRunsAsync(SimulatedWorld world) => (await StatesAsync(world)).Count(state => state == "running");

    // What Port was told of each run: that it runs, and how it ended.
    internal static async Task<IReadOnlyList<string>> StatesAsync(SimulatedWorld world) =>
    [
        .. (await world.RequestsAsync("port"))
            .Where(request => request["path"]!.GetValue<string>().EndsWith("/resync-state", StringComparison.Ordinal))
            .Select(request => JsonNode.Parse(request["body"]!.GetValue<string>())!["status"]!.GetValue<string>()),
    ];
}
