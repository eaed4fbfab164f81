using System.Text.Json.Nodes;
using MassTransit;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.Tests.AmazonSqs.Contract;

public abstract partial class SqsContract
{
    [Fact]
    public async Task Publish_BeforeItsConsumerEverRan_IsKept()
    {
        var plan = TopologyPlan.Of([new Subscription(Share.Prefix + "Pipeline_Messaging_Tests_AmazonSqs_Contract-Ping", Share.Queue("late"))]);
        await PublishFromElsewhereAsync(plan, new Ping(9));

        var got = new TaskCompletionSource<int>();
        using var consumer = await StartAsync(bus => bus.ReceiveEndpoint(Name("late"), endpoint => endpoint.Handler<Ping>(context =>
        {
            got.TrySetResult(context.Message.Number);
            return Task.CompletedTask;
        })));

        Assert.Equal(9, await got.Task.WaitAsync(TimeSpan.FromSeconds(20), Token));
        await consumer.StopAsync(Token);
    }

    // An emulator that was restarted has forgotten its topics, and another service has made one again, and not subscribed yet.
    // The publisher polls nothing: that connections broke is seen by another bus of its process.
    [Fact]
    public async Task Publish_TopicHasLostItsSubscription_IsKeptAllTheSame()
    {
        var topic = Share.Prefix + "Pipeline_Messaging_Tests_AmazonSqs_Contract-Ping";
        using var publisher = await Share.StartAsync(_ => { }, (_, sqs) => sqs.Topology(TopologyPlan.Of([new Subscription(topic, Name("kept"))])));
        await Bus(publisher).Publish(new Ping(1), Token);
        Assert.Single(await Share.TakeAsync("kept", waitSeconds: 10));

        Share.Between = (request, _, send) => IsReceive(request) ? throw new HttpRequestException("The connection is gone.") : send();
        using var poller = await StartAsync(bus => bus.ReceiveEndpoint(Name("polled"), endpoint => endpoint.Handler<Note>(_ => Task.CompletedTask)));
        var topicArn = await Share.Sns.CreateTopicAsync(topic, false, Token);
        await Share.UnsubscribeAsync(Assert.Single(await Share.Sns.SubscriptionsAsync(topicArn, Token)).Value);
        var before = Interruptions.Count;
        await Eventually.TrueAsync(() => Interruptions.Count > before, "a poll was broken off");

        await Bus(publisher).Publish(new Ping(2), Token);

        Assert.Contains(await Share.TakeAsync("kept", waitSeconds: 10), message => message.Body.Contains("\"number\":2", StringComparison.Ordinal));
        await poller.StopAsync(Token);
        await publisher.StopAsync(Token);
    }

    [Fact]
    public async Task Start_NothingThere_CreatesQueuesPolicyRedriveAndRawSubscription()
    {
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("made"), endpoint => endpoint.Handler<Ping>(_ => Task.CompletedTask)));

        var url = (await Share.Sqs.GetQueueUrlAsync(Name("made"), Token)).QueueUrl;
        var attributes = (await Share.Sqs.GetQueueAttributesAsync(url, ["All"], Token)).Attributes;
        var errors = (await Share.Sqs.GetQueueUrlAsync(Name("made_error"), Token)).QueueUrl;
        var errorArn = (await Share.Sqs.GetQueueAttributesAsync(errors, ["QueueArn"], Token)).QueueARN;
        Assert.NotNull((await Share.Sqs.GetQueueUrlAsync(Name("made_skipped"), Token)).QueueUrl);

        var redrive = JsonNode.Parse(attributes["RedrivePolicy"])!;
        Assert.Equal(errorArn, (string?)redrive["deadLetterTargetArn"]);
        Assert.Equal("20", redrive["maxReceiveCount"]!.ToString());

        var topicArn = await Share.Sns.CreateTopicAsync(Share.Prefix + "Pipeline_Messaging_Tests_AmazonSqs_Contract-Ping", false, Token);
        var expected = new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(new JsonObject
            {
                ["Sid"] = "MassTransitSns",
                ["Effect"] = "Allow",
                ["Principal"] = new JsonObject { ["Service"] = "sns.amazonaws.com" },
                ["Action"] = "sqs:SendMessage",
                ["Resource"] = attributes["QueueArn"],
                ["Condition"] = new JsonObject { ["ArnLike"] = new JsonObject { ["aws:SourceArn"] = new JsonArray(topicArn) } },
            }),
        };
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(attributes["Policy"])), attributes["Policy"]);

        var subscription = Assert.Single(await Share.Sns.SubscriptionsAsync(topicArn, Token));
        Assert.Equal(attributes["QueueArn"], subscription.Key);
        Assert.True(await Share.Sns.IsRawAsync(subscription.Value, Token));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Start_SecondTime_ChangesNothing()
    {
        using (var first = await Share.StartAsync(_ => { }, (_, sqs) => sqs.ReceiveEndpoint(Name("twice"), endpoint =>
        {
            endpoint.WaitTimeSeconds = 1;
            endpoint.QueueAttributes["VisibilityTimeout"] = 77;
            endpoint.Handler<Ping>(_ => Task.CompletedTask);
        })))
        {
            await first.StopAsync(Token);
        }

        var writes = new System.Collections.Concurrent.ConcurrentQueue<string>();
        Share.Between = (request, _, send) =>
        {
            if (Target(request) is var target && (target.EndsWith("SetQueueAttributes", StringComparison.Ordinal) || target.EndsWith("CreateQueue", StringComparison.Ordinal)))
            {
                writes.Enqueue(target);
            }

            return send();
        };

        using var second = await StartAsync(bus => bus.ReceiveEndpoint(Name("twice"), endpoint => endpoint.Handler<Ping>(_ => Task.CompletedTask)));

        Assert.Empty(writes);
        var url = (await Share.Sqs.GetQueueUrlAsync(Name("twice"), Token)).QueueUrl;
        Assert.Equal(77, (await Share.Sqs.GetQueueAttributesAsync(url, ["All"], Token)).VisibilityTimeout);
        await second.StopAsync(Token);
    }

    [Fact]
    public async Task Verify_SomethingMissing_NamesAllOfIt()
    {
        var topic = Share.Prefix + "topic";
        var plan = TopologyPlan.Of([new Subscription(topic, Name("owned")), new Subscription(topic, Name("absent"))]);
        using (var owner = await Share.StartAsync(_ => { }, (_, sqs) => sqs.Topology(TopologyPlan.Of([new Subscription(topic, Name("owned"))]))))
        {
            await owner.StopAsync(Token);
        }

        using var host = Share.Build(_ => { }, (_, sqs) => sqs.Topology(plan, TopologyMode.Verify));
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Token));

        Assert.Contains($"queue '{Name("absent")}'", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains($"queue '{Name("absent_error")}'", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain($"queue '{Name("owned")}'", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_SubscriptionMissing_NamesIt()
    {
        var (one, two) = (Share.Prefix + "one", Share.Prefix + "two");
        using (var owner = await Share.StartAsync(_ => { }, (_, sqs) => sqs.Topology(TopologyPlan.Of([new Subscription(one, Name("a")), new Subscription(two, Name("b"))]))))
        {
            await owner.StopAsync(Token);
        }

        using var host = Share.Build(_ => { }, (_, sqs) => sqs.Topology(TopologyPlan.Of([new Subscription(one, Name("b"))]), TopologyMode.Verify));
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Token));

        Assert.Contains($"subscription of queue '{Name("b")}' to topic '{one}'", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains($"permission in the policy of queue '{Name("b")}' for topic '{one}'", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AllThere_Works()
    {
        var plan = TopologyPlan.Of([new Subscription(Share.Prefix + "Pipeline_Messaging_Tests_AmazonSqs_Contract-Ping", Name("verified"))]);
        using (var owner = await Share.StartAsync(_ => { }, (_, sqs) => sqs.Topology(plan)))
        {
            await owner.StopAsync(Token);
        }

        var got = new TaskCompletionSource();
        using var host = await Share.StartAsync(_ => { }, (_, sqs) =>
        {
            sqs.Topology(plan, TopologyMode.Verify);
            sqs.WaitTimeSeconds = 1;
            sqs.ReceiveEndpoint(Name("verified"), endpoint => endpoint.Handler<Ping>(_ =>
            {
                got.TrySetResult();
                return Task.CompletedTask;
            }));
        });
        await Bus(host).Publish(new Ping(1), Token);

        await got.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
        await host.StopAsync(Token);
    }

    private static bool IsReceive(HttpRequestMessage request) => Target(request).EndsWith("ReceiveMessage", StringComparison.Ordinal);

    private static string Target(HttpRequestMessage request) =>
        request.Headers.TryGetValues("X-Amz-Target", out var values) ? values.First() : "";

    private async Task PublishFromElsewhereAsync(TopologyPlan plan, Ping message)
    {
        using var publisher = await Share.StartAsync(_ => { }, (_, sqs) => sqs.Topology(plan));
        await Bus(publisher).Publish(message, Token);
        await publisher.StopAsync(Token);
    }
}
