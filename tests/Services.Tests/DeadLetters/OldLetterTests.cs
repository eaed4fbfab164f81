using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using Pipeline.Enumerator;
using Pipeline.Ingress;
using Pipeline.Mapper;
using Pipeline.PortWriter;
using Pipeline.Services.Tests.Running;
using Pipeline.Simulator;

namespace Pipeline.Services.Tests.DeadLetters;

/// <summary>Letters of a run that is long over: what they show is not written, it is asked for again.</summary>
public sealed class OldLetterTests() : StagesOverQueues(Small)
{
    private const string Pages = "mapper-resources-enumerated-resync";
    private const string Kind = "AWS::SQS::Queue";

    private static readonly SimulatorOptions Small = new() { Accounts = 1, Regions = ["us-east-1"], Kinds = [Kind], ResourcesPerScope = 3 };

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, -15)]
    public async Task When_a_page_is_replayed_after_another_run_or_after_15_days_then_its_resources_are_fetched_and_nothing_stale_is_written(bool anotherRun, int days)
    {
        await StartAsync(new EnumeratorStage());
        await Services.StartAsync(new IngressStage(), ("OCEAN__EVENT_LISTENER__INTERVAL", "1"));
        await Queues.HoldsAsync(Pages, 1);
        var page = await PageAsync();
        await StartAsync(new MapperStage(), new PortWriterStage());
        await Services.EndedAsync(Token);
        if (anotherRun)
        {
            await Installation.ResyncAsync();
            await Services.EndedAsync(Token, runs: 2);
        }

        await Installation.ConvergedAsync(() => string.Empty);
        var fetched = Fetches();
        await Queues.PutAsync(Pages + "_error", Stale(page, days), page.MessageAttributes);
        Assert.Equal(0, (await CommandUnderTest.RunAsync(Installation.With(), "dead-letters", "replay")).ExitCode);

        await Eventually.TrueAsync(() => Fetches() >= fetched + 3);
        await Eventually.TrueAsync(async () => await Queues.CountAsync(Pages) + await Queues.CountAsync("port-writer-entities-mapped-live") == 0);
        await Installation.ConvergedAsync(() => string.Empty);
        var written = await Installation.EntityRequestsAsync();
        Assert.Contains("bulk", written, StringComparison.Ordinal);
        Assert.DoesNotContain("stale", written, StringComparison.Ordinal);
    }

    // A page of the kind itself, and not of accounts.
    private async Task<Message> PageAsync()
    {
        while (true)
        {
            var page = (await Queues.TakeAsync(Pages, 1)).Single();
            await Queues.PutAsync(Pages, page.Body, page.MessageAttributes);
            if (page.Body.Contains($"\"kind\":\"{Kind}\"", StringComparison.Ordinal))
            {
                return page;
            }
        }
    }

    private static string Stale(Message page, int days)
    {
        var envelope = JsonNode.Parse(page.Body)!;
        envelope["sentTime"] = TimeProvider.System.GetUtcNow().AddDays(days).ToString("O");
        foreach (var resource in envelope["message"]!["resources"]!.AsArray())
        {
            var properties = resource!["raw"]!["Properties"]!.AsObject();
            properties["VisibilityTimeout"] = 4711;
            properties["QueueName"] = "stale";
        }

        return envelope.ToJsonString();
    }

    private long Fetches() => Installation.World.Statistics.Requests.Where(request => request.Key.Contains("GetQueueAttributes", StringComparison.Ordinal) || request.Key.Contains("GetResource", StringComparison.Ordinal)).Sum(request => request.Value);
}
