using System.Diagnostics;
using System.Globalization;
using Pipeline.Chaos.Tests.Fleet;
using Pipeline.Chaos.Tests.Scenarios;
using Pipeline.Simulator.Changes;

namespace Pipeline.Chaos.Tests.Soak;

/// <summary>Live events for as long as is asked for, while one thing after another goes wrong (R30). The command is <c>eng/soak</c>.</summary>
public sealed class SoakTests
{
    private const double EventsPerSecond = 20;
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(5);
    private static readonly int s_stepsOfARun = 12;

    private static readonly string[] s_kinds =
    [
        "AWS::EC2::VPC", "AWS::EC2::Subnet", "AWS::EC2::SecurityGroup", "AWS::EC2::Instance", "AWS::S3::Bucket",
        "AWS::DynamoDB::Table", "AWS::SNS::Topic", "AWS::ECR::Repository",
    ];

    [Fact]
    [Trait("Row", "R30")]
    public Task When_everything_goes_wrong_at_random_for_long_then_port_is_right_in_the_end_and_nothing_grows()
    {
        var minutes = Number("PIPELINE_SOAK_MINUTES");
        Assert.SkipUnless(minutes > 0, "Only by its command: eng/soak.");
        var options = new FleetOptions { Seed = Number("PIPELINE_SOAK_SEED"), HasGateway = true };
        options = options with { Estate = options.Estate with { Kinds = s_kinds, PortRatePeriod = TimeSpan.FromSeconds(5) } };
        return Scenario.RunAsync($"R30 {minutes} min of {EventsPerSecond} changes a second, with R6, R11 and R12 at random", options, async (fleet, chance) =>
        {
            fleet.StartAll();
            await fleet.ConvergedAsync();
            fleet.World.SendEventsTo(new EventTarget
            {
                Webhook = new Uri(fleet.Services["Ingress"].Address, "/integration/webhook"), WebhookKey = Installation.WebhookKey, Form = EventForm.Mixed,
            });
            await fleet.World.SetChurnAsync(EventsPerSecond);
            var weather = new Weather(fleet, chance);
            var growth = await LiveAsync(fleet, weather, TimeSpan.FromMinutes(minutes));

            var clock = Stopwatch.StartNew();
            await CalmAsync(fleet, weather);
            Assert.True(growth.Verdict().Count == 0, $"Seed {options.Seed}: {string.Join("; ", growth.Verdict())}. {growth.Report()}");
            var changes = fleet.World.Changes;
            var runs = (await fleet.Runs.OutcomesAsync()).Count;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{changes.Created + changes.Changed + changes.Tagged + changes.Deleted} changes, {changes.Events.Delivered} events taken, {changes.Events.Lost} lost, {fleet.Gateway!.Copied} copies of publications, {runs} runs; right {clock.Elapsed.TotalSeconds:0} s after the last change; {weather.Report}; nothing grew: {growth.Report()}");
        });
    }

    private static async Task<Growth> LiveAsync(Installation fleet, Weather weather, TimeSpan time)
    {
        var growth = new Growth();
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(s_step);
        for (var step = 1; clock.Elapsed < time; step++)
        {
            weather.Change();
            if (step % s_stepsOfARun == 0)
            {
                await fleet.RequestRunAsync();
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            growth.Sample(fleet.Services.Values);
        }

        return growth;
    }

    private static async Task CalmAsync(Installation fleet, Weather weather)
    {
        await fleet.World.SetChurnAsync(0);
        weather.Clear();
        await fleet.Gateway!.CopiedAsync();
        var runs = (await fleet.Runs.OutcomesAsync()).Count;
        await fleet.RequestRunAsync();
        await fleet.ConvergedAsync(runs: runs + 1);
    }

    private static int Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
