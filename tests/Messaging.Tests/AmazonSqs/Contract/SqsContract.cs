using System.Text;
using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Emulators;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.Tests.AmazonSqs.Contract;

/// <summary>What is expected of SNS and SQS beyond that, on each of their emulators.</summary>
public abstract class SqsContract(EmulatorPool emulators) : TransportContract, IAsyncLifetime
{
    private Share? _share;

    private Share Share => _share ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync() => _share = new Share(await StartEmulatorAsync(emulators));

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

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
        Assert.Equal("10", redrive["maxReceiveCount"]!.ToString());

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
            var target = request.Headers.TryGetValues("X-Amz-Target", out var values) ? values.First() : "";
            if (target.EndsWith("SetQueueAttributes", StringComparison.Ordinal) || target.EndsWith("CreateQueue", StringComparison.Ordinal))
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

    [Theory]
    [InlineData("{ not json")]
    [InlineData("""{"messageType":["urn:message:Nobody:Knows"],"message":{}}""", "_skipped", "dead-letter")]
    [InlineData("NESTED")]
    [InlineData("JUNK")]
    public async Task Receive_Poison_IsMovedUntouchedAfterOneAttempt(string body, string suffix = "_error", string reason = "fault")
    {
        var poison = body switch
        {
            "NESTED" => string.Concat(Enumerable.Repeat("[", 10_000)) + string.Concat(Enumerable.Repeat("]", 10_000)),
            "JUNK" => string.Concat(Enumerable.Repeat("jünk ", 256 * 1024 / 6)),
            _ => body,
        };
        var handled = 0;
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("poison"), endpoint => endpoint.Handler<Ping>(_ =>
        {
            Interlocked.Increment(ref handled);
            return Task.CompletedTask;
        })));

        await Share.PutAsync("poison", poison, new() { ["mine"] = new MessageAttributeValue { DataType = "String", StringValue = "kept" } });

        var moved = Assert.Single(await Share.TakeAsync("poison" + suffix, waitSeconds: 10));
        Assert.Equal(poison, moved.Body);
        Assert.Equal("kept", moved.MessageAttributes["mine"].StringValue);
        Assert.Equal(reason, moved.MessageAttributes["MT-Reason"].StringValue);
        Assert.Equal("1", moved.Attributes["ApproximateReceiveCount"]);
        Assert.Equal(0, handled);
        await Share.EmptyAsync("poison");

        await Bus(host).Publish(new Ping(1), Token);
        await Eventually.TrueAsync(() => handled == 1, "others are handled");
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Consume_Throws_IsMovedToTheErrorQueueAfterOneDelivery()
    {
        var handled = 0;
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("bad"), endpoint => endpoint.Handler<Ping>(_ =>
        {
            Interlocked.Increment(ref handled);
            throw new InvalidOperationException("it \u0001 broke");
        })));

        await Bus(host).Publish(new Ping(4), Token);

        var moved = Assert.Single(await Share.TakeAsync("bad_error", waitSeconds: 10));
        Assert.Contains("\"number\":4", moved.Body, StringComparison.Ordinal);
        Assert.Equal("fault", moved.MessageAttributes["MT-Reason"].StringValue);
        Assert.Equal("it \uFFFD broke", moved.MessageAttributes["MT-Fault-Message"].StringValue);
        Assert.EndsWith("/" + Name("bad"), moved.MessageAttributes["MT-Fault-InputAddress"].StringValue, StringComparison.Ordinal);
        Assert.Equal(1, handled);
        await Share.EmptyAsync("bad");
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Stop_MessagesWait_AreThereForOthersAtOnce()
    {
        var (begun, gate) = (new TaskCompletionSource(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("rest"), endpoint =>
        {
            endpoint.ConcurrentMessageLimit = 4;
            endpoint.PrefetchCount = 8;
            endpoint.Handler<Ping>(async _ =>
            {
                begun.TrySetResult();
                await gate.Task;
            });
        }));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Bus(host).Publish(new Ping(number), Token)));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);
        await Eventually.TrueAsync(async () => (await Share.CountAsync("rest")).Hidden == 8, "all were received");

        var stopping = host.StopAsync(Token);

        await Eventually.TrueAsync(async () => await Share.CountAsync("rest") is (4, 4), "what waited is back while the others run");
        gate.SetResult();
        await stopping;
        Assert.Equal((4, 0), await Share.CountAsync("rest"));
    }

    [Fact]
    public async Task Send_LargestMessages_Arrive()
    {
        var got = new System.Collections.Concurrent.ConcurrentQueue<int>();
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("large"), endpoint => endpoint.Handler<Note>(context =>
        {
            got.Enqueue(Encoding.UTF8.GetByteCount(context.Message.Text));
            return Task.CompletedTask;
        })));

        await Bus(host).Publish(new Note(new string('x', 255 * 1024)), Token);
        await (await Bus(host).GetSendEndpoint(new Uri($"queue:{Name("large")}"))).Send(new Note(new string('x', 1022 * 1024)), Token);

        await Eventually.TrueAsync(() => got.Count == 2, "both arrived");
        Assert.Equal([255 * 1024, 1022 * 1024], got.Order());
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Send_Fifo_KeepsTheOrderWithinAGroup()
    {
        var got = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var host = await StartAsync(bus => bus.ReceiveEndpoint(Name("ordered.fifo"), endpoint =>
        {
            endpoint.ConfigureConsumeTopology = false;
            endpoint.PrefetchCount = 10;
            endpoint.Handler<Note>(context => Note(got, context.Message.Text));
        }));
        var queue = await Bus(host).GetSendEndpoint(new Uri($"queue:{Name("ordered.fifo")}"));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            queue.Send(new Note($"{(number % 2 == 0 ? "a" : "b")}{number:00}"), context => context.SetGroupId(number % 2 == 0 ? "a" : "b"), Token)));

        await Eventually.TrueAsync(() => got.Count == 20, "all came");
        await host.StopAsync(Token);
        Assert.Equal(got.Where(note => note[0] == 'a').Order(), got.Where(note => note[0] == 'a'));
        Assert.Equal(got.Where(note => note[0] == 'b').Order(), got.Where(note => note[0] == 'b'));
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

    private async Task PublishFromElsewhereAsync(TopologyPlan plan, Ping message)
    {
        using var publisher = await Share.StartAsync(_ => { }, (_, sqs) => sqs.Topology(plan));
        await Bus(publisher).Publish(message, Token);
        await publisher.StopAsync(Token);
    }

    protected abstract Task<Emulator> StartEmulatorAsync(EmulatorPool pool);

    protected override string Name(string endpoint) => Share.Queue(endpoint);

    protected override Task<IHost> StartAsync(Action<IReceiveConfigurator> endpoints) => Share.StartAsync(_ => { }, (_, sqs) =>
    {
        sqs.WaitTimeSeconds = 1;
        sqs.ConfigureJsonSerializerOptions(PlainJson.Apply);
        endpoints(sqs);
    });
}
