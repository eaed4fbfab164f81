using System.Net;
using Pipeline.Chaos.Tests.Fleet;
using Pipeline.Chaos.Tests.Tables;
using Pipeline.Simulator;

namespace Pipeline.Chaos.Tests.Scenarios;

/// <summary>A ledger in DynamoDB that cannot be written for a while (R29).</summary>
public sealed class LedgerFaultTests
{
    // Longer than the tries last that are made of a request anyway, and than a queue keeps a message hidden.
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(45);

    private static readonly string[] Writers = ["Ingress", "Enumerator", "PortWriter"];

    public static TheoryData<TableFault, int> Faults => Seeds.With(TableFault.Denies, TableFault.Throttles, TableFault.Fails, TableFault.Hangs);

    [Theory]
    [MemberData(nameof(Faults))]
    [Trait("Row", "R29")]
    public Task When_the_ledger_cannot_be_written_then_services_are_alive_and_not_ready_and_go_on_when_it_can(TableFault fault, int seed) =>
        Scenario.RunLongAsync($"R29 ledger in DynamoDB that {fault} writes for {Outage.TotalSeconds:0} s in a run", new FleetOptions { Seed = seed }, async (fleet, chance) =>
        {
            var expected = await fleet.ExpectedAsync();
            fleet.World.SetFaults(new SimulatorFault { Kind = SimulatorFaultKind.Latency, Service = "cloudcontrolapi", Delay = TimeSpan.FromMilliseconds(50) });
            fleet.StartAll();
            await fleet.WrittenAsync(0.1 + (0.5 * chance.NextDouble()), expected);
            var isRunning = (await fleet.Runs.OutcomesAsync()) is [null, ..];
            fleet.Tables.Fault = fault;
            using var outage = new PeriodicTimer(Outage);
            await MustAllAnswerAsync(fleet, Writers, "ready", HttpStatusCode.ServiceUnavailable);
            await outage.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            await MustAllAnswerAsync(fleet, fleet.Services.Keys, "live", HttpStatusCode.OK);
            await MustAllAnswerAsync(fleet, Writers, "ready", HttpStatusCode.ServiceUnavailable);
            Assert.Empty(await fleet.Queues.DeadLettersAsync());

            fleet.Tables.Fault = TableFault.None;
            await fleet.ConvergedAsync();
            await MustAllAnswerAsync(fleet, fleet.Services.Keys, "ready", HttpStatusCode.OK);
            Assert.True(isRunning, "The run was over before.");
            return $"{fleet.Tables.Refused} writes refused; {fleet.Writes} entities written, of {expected}";
        });

    private static async Task MustAllAnswerAsync(Installation fleet, IEnumerable<string> stages, string check, HttpStatusCode status)
    {
        using var client = new HttpClient();
        foreach (var stage in stages)
        {
            HttpStatusCode? answered = null;
            await fleet.EventuallyAsync(
                async () => (answered = await AskAsync(client, new Uri(fleet.Services[stage].Address, $"/health/{check}"))) == status,
                () => $"{stage} answers {answered} to {check}, and not {status}");
        }
    }

    private static async Task<HttpStatusCode?> AskAsync(HttpClient client, Uri address)
    {
        try
        {
            using var answer = await client.GetAsync(address, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
