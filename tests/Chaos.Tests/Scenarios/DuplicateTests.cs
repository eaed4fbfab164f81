using Pipeline.Chaos.Tests.Fleet;

namespace Pipeline.Chaos.Tests.Scenarios;

/// <summary>Messages that come more than once (R6), or again while they are worked on (R9, R10).</summary>
public sealed class DuplicateTests
{
    // The share of entities that may be written once more.
    private const double Most = 0.02;

    // How often, and within how many seconds.
    public static TheoryData<(int Times, int Within), int> Copies => Seeds.With((2, 0), (2, 60), (5, 0), (5, 60));

    public static TheoryData<int, int> Processes => Seeds.With(2, 1);

    [Theory]
    [MemberData(nameof(Copies))]
    public Task When_every_message_comes_more_than_once_then_the_result_is_the_same((int Times, int Within) copies, int seed)
    {
        var row = $"R6 every message published {copies.Times} times, {(copies.Within == 0 ? "at once" : $"within {copies.Within} s")}";
        return Scenario.RunLongAsync(row, Plain(seed), async (fleet, _) =>
        {
            var expected = await fleet.ExpectedAsync();
            fleet.Gateway!.Copies = copies.Times - 1;
            fleet.Gateway.CopiesWithin = TimeSpan.FromSeconds(copies.Within);
            fleet.StartAll();

            await fleet.ConvergedAsync();
            await fleet.Gateway.CopiedAsync();
            await fleet.ConvergedAsync();

            var writes = fleet.Writes;
            var most = (expected * (1 + Most)) + fleet.Options.Estate.Accounts;
            Assert.True(writes >= expected && writes <= most, fleet.Explain($"{writes} entities written, of {expected}; {most:0} would do. {string.Join(", ", fleet.World.Statistics.Requests)}"));
            return $"{fleet.Gateway.Copied} copies of publications; {writes} entities written, of {expected}";
        });
    }

    // Of kinds that relate to their account only: how many placeholders Port makes for relations is a matter of order.
    private static FleetOptions Plain(int seed)
    {
        var options = new FleetOptions { Seed = seed, HasGateway = true };
        return options with { Estate = options.Estate with { Kinds = ["AWS::DynamoDB::Table", "AWS::SNS::Topic", "AWS::ECR::Repository", "AWS::IAM::Role"] } };
    }

    // Nothing keeps a message hidden, and Port takes longer than the time after which it is handed out again.
    [Theory]
    [MemberData(nameof(Processes))]
    public Task When_messages_come_again_while_they_are_worked_on_then_nothing_is_done_twice(int writers, int seed)
    {
        var options = new FleetOptions { Seed = seed, HasGateway = true, Visibility = TimeSpan.FromSeconds(2) };
        return Scenario.RunLongAsync($"{(writers == 1 ? "R10" : "R9")} handlers slower than the visibility timeout, renewal throttled, {writers} PortWriter(s)", options, async (fleet, _) =>
        {
            var expected = await fleet.ExpectedAsync();
            fleet.Gateway!.Throttled = "ChangeMessageVisibilityBatch";
            fleet.World.SetFaults(new Simulator.SimulatorFault
            {
                Kind = Simulator.SimulatorFaultKind.PortLatency, Delay = TimeSpan.FromSeconds(3), Operation = "/entities/bulk",
            });
            fleet.StartAll();
            await using var second = fleet.NewProcess("PortWriter");
            if (writers > 1)
            {
                second.Start();
            }

            await fleet.ConvergedAsync();
            Assert.True(fleet.Gateway.Refused > 0);
            Assert.InRange(fleet.Gateway.OldestHandedOut, TimeSpan.Zero, options.Visibility + TimeSpan.FromSeconds(60));
            return $"{fleet.Gateway.Refused} renewals refused; the oldest message handed out was {fleet.Gateway.OldestHandedOut.TotalSeconds:0} s old; {fleet.Writes} entities written, of {expected}";
        });
    }
}
