using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SQS;
using Pipeline.Emulators;
using Pipeline.Enumerator;
using Pipeline.Hosting;
using Pipeline.Ingress;
using Pipeline.Mapper;
using Pipeline.PortWriter;
using Pipeline.Services.Tests.Running;
using Pipeline.Simulator;
using Pipeline.Simulator.Changes;

namespace Pipeline.Services.Tests;

/// <summary>Events of all accounts and regions go by one event bus into one queue, and no HTTP.</summary>
public sealed class EventQueueTests
{
    private static readonly SimulatorOptions Small = new() { Accounts = 3, Regions = ["us-east-1", "eu-west-1"], ResourcesPerScope = 5 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_rules_of_EventBridge_put_events_into_the_queue_then_Port_equals_the_organisation()
    {
        await using var emulator = await Fauxqs.StartAsync();
        await using var installation = await InstallationUnderTest.StartAsync(emulator, Small);
        await using var services = new ServicesInProcess(installation);
        var queue = installation.Prefix + "-events";
        foreach (var stage in (Stage[])[new EnumeratorStage(), new MapperStage(), new PortWriterStage(), new IngressStage()])
        {
            await services.StartAsync(stage, ("PIPELINE__LIVE_EVENTS__QUEUE", queue));
        }

        await installation.ConvergedAsync(() => "the first run");
        using var sqs = new AmazonSQSClient(new BasicAWSCredentials("own", "own"), new AmazonSQSConfig { ServiceURL = emulator.Address.ToString(), AuthenticationRegion = "us-east-1" });
        var url = (await sqs.GetQueueUrlAsync(queue, Token)).QueueUrl;
        installation.World.SendEventsTo(new EventTarget { Queue = new Uri(url) });

        await installation.World.SetChurnAsync(20);
        await Eventually.TrueAsync(() => Task.FromResult(installation.World.Changes.Events.Delivered > 150), () => $"{installation.World.Changes}");
        await installation.World.SetChurnAsync(0);

        await installation.ConvergedAsync(() => $"{installation.World.Changes}");
        var errors = await sqs.GetQueueAttributesAsync(url + "_error", ["All"], Token);
        Assert.Equal(0, errors.ApproximateNumberOfMessages);
    }

    [Fact]
    public async Task When_an_event_cannot_be_read_then_it_is_a_dead_letter_that_is_listed_and_replayed()
    {
        await using var emulator = await Fauxqs.StartAsync();
        await using var installation = await InstallationUnderTest.StartAsync(emulator, Small);
        await using var services = new ServicesInProcess(installation);
        using var queues = new Queues(emulator.Address, installation.Prefix, "us-east-1");
        var variable = ("PIPELINE__LIVE_EVENTS__QUEUE", installation.Prefix + "-events");
        await services.StartAsync(new IngressStage(), variable);
        await Eventually.TrueAsync(async () => await queues.UrlAsync("events") is not null);
        await queues.PutAsync("events", "{ no event");
        await Eventually.TrueAsync(async () => await queues.CountAsync("events_error") == 1);

        var listed = await CommandUnderTest.RunAsync(installation.With(variable), "dead-letters", "--json");
        var replayed = await CommandUnderTest.RunAsync(installation.With(variable), "dead-letters", "replay", "--queue", "events");

        var letter = Assert.Single(JsonNode.Parse(listed.Output)!.AsArray())!;
        Assert.Equal(("events", "(unreadable)"), ((string)letter["queue"]!, (string)letter["type"]!));
        Assert.Contains("It is no event", (string)letter["reason"]!, StringComparison.Ordinal);
        Assert.Contains("1 replayed", replayed.Output, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => await queues.CountAsync("events_error") == 1 && await queues.CountAsync("events") == 0);
    }
}
