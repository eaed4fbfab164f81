using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;
using Pipeline.Messaging.Tests.AmazonSqs.Wire;

namespace Pipeline.Messaging.Tests.AmazonSqs.Receiving;

/// <summary>What goes wrong with the official transport, each with the test that shows it does not go wrong here.</summary>
public sealed class TrapTests(EmulatorPool emulators) : IAsyncLifetime
{
    private const string Extend = "ChangeMessageVisibilityBatch";
    private const string Delete = "DeleteMessageBatch";
    private const string Receive = "ReceiveMessage";

    private Share? _share;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Share Share => _share ?? throw new InvalidOperationException("The test has not begun.");

    public async ValueTask InitializeAsync() => _share = new Share(await emulators.DefaultAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // R9, R10: the same id comes again while it is being handled, because nothing could keep it hidden.
    [Fact]
    public async Task Redelivery_WhileTheFirstIsHandled_IsNotHandledTwiceAndIsDeletedWithTheLastReceipt()
    {
        var receives = 0;
        Share.Between = On(Extend, _ => Task.FromResult(Throttled()), response => Interlocked.Add(ref receives, response));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handled = 0;
        using var host = await StartAsync(concurrency: 2, async _ =>
        {
            Interlocked.Increment(ref handled);
            await gate.Task;
        });

        await Bus(host).Publish(new Ping(1), Token);
        await Eventually.TrueAsync(() => receives >= 3, "it was received three times");
        gate.SetResult();

        await Share.EmptyAsync("trap");
        Assert.Equal(1, handled);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Extending_Fails_IsTriedAgainAndTheMessageIsKept()
    {
        var (receives, failures) = (0, 0);
        Share.Between = On(
            Extend,
            send => Interlocked.Increment(ref failures) switch
            {
                1 => throw new HttpRequestException("the connection broke"),
                2 => Task.FromResult(StubAws.Text("text/html", "<html>bad gateway</html>", HttpStatusCode.BadGateway)),
                _ => send(),
            },
            received => Interlocked.Add(ref receives, received));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var host = await StartAsync(concurrency: 2, _ => gate.Task, visibilitySeconds: 3);

        await Bus(host).Publish(new Ping(1), Token);
        await Eventually.TrueAsync(() => failures >= 6, "it was extended often");
        gate.SetResult();

        await Share.EmptyAsync("trap");
        Assert.Equal(1, receives);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Extending_MessagesThatWait_KeepsThemToo()
    {
        var receives = 0;
        Share.Between = On(null, send => send(), received => Interlocked.Add(ref receives, received));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var handled = 0;
        using var host = await StartAsync(concurrency: 1, async _ =>
        {
            Interlocked.Increment(ref handled);
            await gate.Task;
        });
        await Bus(host).Publish(new Ping(1), Token);
        await Bus(host).Publish(new Ping(2), Token);
        await Eventually.TrueAsync(() => receives == 2, "both are here, one of them waiting");
        var since = TimeProvider.System.GetTimestamp();
        await Eventually.TrueAsync(() => TimeProvider.System.GetElapsedTime(since) > TimeSpan.FromSeconds(4), "twice the visibility timeout is over");

        gate.SetResult();

        await Share.EmptyAsync("trap");
        Assert.Equal((2, 2), (receives, handled));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Receipt_IsLost_CancelsTheHandler()
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Share.Between = On(Extend, _ => Task.FromResult(AllFailed("ReceiptHandleIsInvalid")));
        using var host = await StartAsync(concurrency: 1, async context =>
        {
            await using var registration = context.CancellationToken.Register(() => cancelled.TrySetResult());
            await cancelled.Task;
            context.CancellationToken.ThrowIfCancellationRequested();
        });

        await Bus(host).Publish(new Ping(1), Token);

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);
        await host.StopAsync(Token);
        Assert.Empty(await Share.TakeAsync("trap_error", waitSeconds: 0));
    }

    // R10: what is worked on for too long is let go, and the queue drains.
    [Fact]
    public async Task MaxVisibility_IsOver_CancelsTheHandlerAndTheMessageIsHandledAnew()
    {
        var handled = 0;
        using var host = await StartAsync(
            concurrency: 1,
            async context =>
            {
                if (Interlocked.Increment(ref handled) == 1)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
                }
            },
            maxVisibility: TimeSpan.FromSeconds(3));
        var since = TimeProvider.System.GetTimestamp();

        await Bus(host).Publish(new Ping(1), Token);

        await Eventually.TrueAsync(() => handled == 2, "it was handled anew");
        Assert.InRange(TimeProvider.System.GetElapsedTime(since), TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(10));
        await Share.EmptyAsync("trap");
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Delete_Fails_TheMessageIsNotHandledAgain()
    {
        var (receives, deletes, handled) = (0, 0, 0);
        Share.Between = On(
            Delete,
            send => Interlocked.Increment(ref deletes) == 1 ? Task.FromResult(AllFailed("ReceiptHandleIsInvalid")) : send(),
            received => Interlocked.Add(ref receives, received));
        using var host = await StartAsync(concurrency: 1, _ =>
        {
            Interlocked.Increment(ref handled);
            return Task.CompletedTask;
        });

        await Bus(host).Publish(new Ping(1), Token);

        await Eventually.TrueAsync(() => deletes == 2, "it came back and was deleted");
        await Share.EmptyAsync("trap");
        Assert.Equal((2, 1), (receives, handled));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Delete_RequestFails_IsTriedAgain()
    {
        var (deletes, handled) = (0, 0);
        Share.Between = On(Delete, send => Interlocked.Increment(ref deletes) <= 2 ? Task.FromResult(Throttled()) : send());
        using var host = await StartAsync(concurrency: 1, _ =>
        {
            Interlocked.Increment(ref handled);
            return Task.CompletedTask;
        });

        await Bus(host).Publish(new Ping(1), Token);

        await Share.EmptyAsync("trap");
        Assert.Equal((3, 1), (deletes, handled));
        await host.StopAsync(Token);
    }

    // The poll is waiting at the time of the stop, and brings a message after it.
    [Fact]
    public async Task Stop_PollBringsAMessageMeanwhile_ItIsThereForOthersAtOnce()
    {
        var (polling, aborted) = (new TaskCompletionSource(), 0);
        Share.Between = async (request, token, send) =>
        {
            if (!Action(request, Receive))
            {
                return await send();
            }

            polling.TrySetResult();
            await using var registration = token.Register(() => Interlocked.Increment(ref aborted));
            return await send();
        };
        using var host = await StartAsync(concurrency: 1, _ => Task.CompletedTask, waitSeconds: 10);
        await polling.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);

        var stopping = host.StopAsync(Token);
        await Share.PutAsync("trap", "anything");
        await stopping;

        Assert.Equal(0, aborted);
        Assert.Equal((1, 0), await Share.CountAsync("trap"));
        Assert.Equal("anything", Assert.Single(await Share.TakeAsync("trap", waitSeconds: 0)).Body);
    }

    [Fact]
    public async Task Start_TwoServicesAtOnceWithOtherTopics_NoneLosesItsPermission()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(async () =>
        {
            var plan = Pipeline.Messaging.AmazonSqs.Topology.TopologyPlan.Of(
                [new($"{Share.Prefix}topic{number}", Share.Queue("shared")), new($"{Share.Prefix}common", Share.Queue("shared"))]);
            return await Share.StartAsync(_ => { }, (_, sqs) => sqs.Topology(plan));
        })));

        var url = (await Share.Sqs.GetQueueUrlAsync(Share.Queue("shared"), Token)).QueueUrl;
        var policy = JsonNode.Parse((await Share.Sqs.GetQueueAttributesAsync(url, ["Policy"], Token)).Attributes["Policy"])!;
        var sources = policy["Statement"]![0]!["Condition"]!["ArnLike"]!["aws:SourceArn"]!.AsArray().Select(arn => arn!.ToString().Split(':')[^1]);
        Assert.Equal(["common", "topic0", "topic1", "topic2", "topic3"], sources.Select(name => name[Share.Prefix.Length..]).Order());
        foreach (var host in hosts)
        {
            await host.StopAsync(Token);
            host.Dispose();
        }
    }

    [Fact]
    public async Task Fifo_MessageFails_TheRestOfItsGroupWaitsForIt()
    {
        var handled = new ConcurrentQueue<string>();
        var failures = 0;
        using var host = await Share.StartAsync(_ => { }, (_, sqs) => sqs.ReceiveEndpoint(Share.Queue("trap.fifo"), endpoint =>
        {
            endpoint.WaitTimeSeconds = 1;
            endpoint.ConfigureConsumeTopology = false;
            endpoint.ConcurrentMessageLimit = 4;
            endpoint.ConfigureError(error => error.UseFilter(new Rethrow()));
            endpoint.Handler<Note>(context =>
            {
                if (context.Message.Text == "2" && Interlocked.Increment(ref failures) == 1)
                {
                    throw new InvalidOperationException("once");
                }

                handled.Enqueue(context.Message.Text);
                return Task.CompletedTask;
            });
        }));
        var queue = await Bus(host).GetSendEndpoint(new Uri($"queue:{Share.Queue("trap.fifo")}"));

        await Task.WhenAll(Enumerable.Range(1, 5).Select(number => queue.Send(new Note($"{number}"), context => context.SetGroupId("g"), Token)));

        await Eventually.TrueAsync(() => handled.Count == 5, "all were handled");
        Assert.Equal(["1", "2", "3", "4", "5"], handled);
        await host.StopAsync(Token);
    }

    private static IBus Bus(IHost host) => host.Services.GetRequiredService<IBus>();

    private static bool Action(HttpRequestMessage request, string action) =>
        request.Headers.TryGetValues("X-Amz-Target", out var target) && target.First() == $"AmazonSQS.{action}";

    /// <summary>Answers one action itself, and counts the messages that others receive.</summary>
    private static Func<HttpRequestMessage, CancellationToken, Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> On(
        string? action, Func<Func<Task<HttpResponseMessage>>, Task<HttpResponseMessage>> answer, Action<int>? received = null) =>
        async (request, token, send) =>
        {
            if (action is not null && Action(request, action))
            {
                return await answer(send);
            }

            var response = await send();
            if (received is not null && Action(request, Receive) && response.IsSuccessStatusCode)
            {
                await response.Content.LoadIntoBufferAsync(token);
                received(JsonNode.Parse(await response.Content.ReadAsStringAsync(token))!["Messages"]?.AsArray().Count ?? 0);
            }

            return response;
        };

    private static HttpResponseMessage Throttled() =>
        StubAws.Text("application/x-amz-json-1.0", """{"__type":"com.amazonaws.sqs#RequestThrottled","message":"slow down"}""", HttpStatusCode.BadRequest);

    private static HttpResponseMessage AllFailed(string code) => StubAws.Text(
        "application/x-amz-json-1.0", $$"""{"Failed":[{"Id":"0","SenderFault":true,"Code":"{{code}}","Message":"so it is"}]}""");

    private Task<IHost> StartAsync(
        int concurrency,
        Func<ConsumeContext<Ping>, Task> handle,
        int visibilitySeconds = 2,
        ushort waitSeconds = 1,
        TimeSpan? maxVisibility = null) =>
        Share.StartAsync(_ => { }, (_, sqs) => sqs.ReceiveEndpoint(Share.Queue("trap"), endpoint =>
        {
            endpoint.WaitTimeSeconds = waitSeconds;
            endpoint.ConcurrentMessageLimit = concurrency;
            endpoint.PrefetchCount = 2 * concurrency;
            endpoint.QueueAttributes["VisibilityTimeout"] = visibilitySeconds;
            endpoint.MaxVisibilityTimeout = maxVisibility ?? TimeSpan.FromHours(12);
            endpoint.Handler<Ping>(context => handle(context));
        }));

    /// <summary>Leaves a failed message in the queue.</summary>
    private sealed class Rethrow : IFilter<ExceptionReceiveContext>
    {
        public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next) => throw context.Exception;

        public void Probe(ProbeContext context)
        {
        }
    }
}
