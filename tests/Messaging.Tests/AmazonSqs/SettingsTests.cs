using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Topology;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;
using Pipeline.Messaging.Tests.AmazonSqs.Wire;

namespace Pipeline.Messaging.Tests.AmazonSqs;

public sealed class SettingsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4, 100, 8)]
    [InlineData(4, 6, 6)]
    [InlineData(4, 1, 4)]
    [InlineData(null, 16, 16)]
    public async Task Prefetch_AgainstConcurrency_IsBetweenOnceAndTwiceOfIt(int? concurrency, int prefetch, int expected)
    {
        using var host = await StubHost.StartAsync(new StubAws(), sqs => sqs.ReceiveEndpoint("queue", endpoint =>
        {
            endpoint.WaitTimeSeconds = 1;
            endpoint.PrefetchCount = prefetch;
            endpoint.ConcurrentMessageLimit = concurrency;
            endpoint.Handler<Ping>(_ => Task.CompletedTask);
        }));

        Assert.Contains($"\"prefetch\":{expected},", System.Text.Json.JsonSerializer.Serialize(host.Services.GetRequiredService<IBusControl>().GetProbeResult().Results), StringComparison.Ordinal);
        await host.StopAsync(Token);
    }

    [Theory]
    [InlineData(0, 1, 10, "WaitTimeSeconds is 0")]
    [InlineData(21, 1, 10, "WaitTimeSeconds is 21")]
    [InlineData(20, 43_201, 10, "RedeliverVisibilityTimeout is 43201")]
    [InlineData(20, 1, 0, "MaxReceiveCount is 0")]
    public async Task Endpoint_SettingsThatSqsDoesNotTake_AreRefused(ushort wait, int redeliver, int receives, string reason)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => StubHost.StartAsync(new StubAws(), sqs => sqs.ReceiveEndpoint("queue", endpoint =>
        {
            endpoint.WaitTimeSeconds = wait;
            endpoint.RedeliverVisibilityTimeout = redeliver;
            endpoint.MaxReceiveCount = receives;
            endpoint.Handler<Ping>(_ => Task.CompletedTask);
        })));

        Assert.Contains(reason, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_NameTooLong_IsRefused()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => StubHost.StartAsync(
            new StubAws(), sqs => sqs.ReceiveEndpoint(new string('q', 73), endpoint => endpoint.Handler<Ping>(_ => Task.CompletedTask))));

        Assert.Contains("is too long", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_TakesWhatTheDeclaredTopologyDoesNotHave_IsRefusedByName()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => StubHost.StartAsync(new StubAws(), sqs =>
        {
            sqs.Topology(TopologyPlan.Of([new Subscription("other", "queue")]));
            sqs.ReceiveEndpoint("queue", endpoint => endpoint.Handler<Ping>(_ => Task.CompletedTask));
        }));

        Assert.Contains("'Pipeline_Messaging_Tests_AmazonSqs_Contract-Ping', which is not in the topology", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_TypeThatNobodyTakesByDeclaration_IsAnErrorThatNamesItsTopic()
    {
        using var host = await StubHost.StartAsync(new StubAws(), sqs => sqs.Topology(TopologyPlan.Of([new Subscription("other", "queue")])));

        var failure = await Assert.ThrowsAsync<AmazonSqsTransportException>(() => host.Services.GetRequiredService<IBus>().Publish(new Ping(1), Token));

        Assert.Contains("No queue is subscribed to the topic 'Pipeline_Messaging_Tests_AmazonSqs_Contract-Ping'", failure.Message, StringComparison.Ordinal);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Host_NotARegion_IsRefused()
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => StubHost.StartAsync(new StubAws(), sqs => sqs.Host(new Uri("amazonsqs://eu-west-1/scope"))));

        Assert.Contains("Expected 'amazonsqs://REGION'", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_ToAQueueThatIsNotThere_NamesIt()
    {
        var aws = new StubAws();
        aws.Instead["GetQueueUrl"] = () => StubAws.Text(
            "application/x-amz-json-1.0", """{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"none"}""", System.Net.HttpStatusCode.BadRequest);
        using var host = await StubHost.StartAsync(aws);
        var queue = await host.Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri("queue:nowhere"));

        var failure = await Assert.ThrowsAsync<AmazonSqsTransportException>(() => queue.Send(new Ping(1), Token));

        Assert.Contains("There is no queue 'nowhere'", failure.Message, StringComparison.Ordinal);
        await host.StopAsync(Token);
    }
}
