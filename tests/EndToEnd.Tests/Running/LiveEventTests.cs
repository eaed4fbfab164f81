using Pipeline.EndToEnd.Tests.Program;
using Pipeline.Simulator;

namespace Pipeline.EndToEnd.Tests.Running;

/// <summary>From a change in AWS to the catalog, through the real process and its webhook.</summary>
public sealed class LiveEventTests
{
    private static readonly SimulatorOptions Options = new()
    {
        Accounts = 3, Regions = ["us-east-1", "eu-west-1"], ResourcesPerScope = 10, SeedMapping = true,
    };

    [Fact]
    public async Task When_the_organisation_changes_all_the_time_then_port_equals_it_in_the_end_without_another_run()
    {
        await using var world = await Estate.StartAsync(Options);
        await using var installation = Installation.Start(world);
        await RunEndsAsync(world, installation);
        world.SendEventsTo(installation.Webhook);

        await world.SetChurnAsync(50);
        await Eventually.TrueAsync(() => world.Changes.Events.Delivered > 300);
        await world.SetChurnAsync(0);

        await ConvergesAsync(world, installation.Process);
        Assert.Equal(0, world.Changes.Events.Lost);
    }

    [Fact]
    public async Task R4_When_the_process_is_killed_while_events_arrive_then_every_answered_event_takes_effect__weaknesses_18_and_19()
    {
        using var home = new TemporaryHome();
        await using var world = await Estate.StartAsync(Options);
        (await PipelineProcess.RunAsync(home.AddedTo(world.Environment), "sync")).MustExitWith(0);
        string[] variables =
        [
            $"PIPELINE_HOME={home.Path}", $"APPLICATION__PORT={Installation.FreePort()}", "OCEAN__EVENT_LISTENER__TYPE=WEBHOOKS_ONLY",
        ];

        // The sender goes on all the time: what is not answered it sends again, what is answered never.
        await world.SetChurnAsync(100);
        for (var round = 0; round < 4; round++)
        {
            await using var installation = Installation.Start(world, variables);
            var answered = world.Changes.Events.Delivered;
            world.SendEventsTo(installation.Webhook);
            await Eventually.TrueAsync(() => world.Changes.Events.Delivered >= answered + 100);
            await installation.Process.KillAsync();
            await installation.Process.ExitAsync();
        }

        await world.SetChurnAsync(0);
        await using var last = Installation.Start(world, variables);
        await ConvergesAsync(world, last.Process);
        Assert.Equal(0, world.Changes.Events.Lost);
    }

    private static async Task RunEndsAsync(SimulatedWorld world, Installation installation) => await Eventually.TrueAsync(
        async () => (await world.CompareAsync(TestContext.Current.CancellationToken)).Equal, () => $"The first run does not end.\n{installation.Process.Errors}");

    private static async Task ConvergesAsync(SimulatedWorld world, PipelineProcess process)
    {
        EqualityReport? report = null;
        await Eventually.TrueAsync(
            async () => (report = await world.CompareAsync(TestContext.Current.CancellationToken)).Equal,
            () => $"Port does not become equal: {string.Join(", ", report!.Missing.Concat(report.Different).Concat(report.Unexpected))}\n{world.Changes}\n{process.Errors}");
    }
}
