using Amazon.SQS.Model;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Messaging.AmazonSqs;

namespace Pipeline.Messaging.Tests.AmazonSqs.Contract;

public abstract partial class SqsContract
{
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
    public async Task Fifo_MessageFails_TheRestOfItsGroupWaitsForIt()
    {
        var handled = new System.Collections.Concurrent.ConcurrentQueue<string>();
        var failures = 0;
        using var host = await Share.StartAsync(_ => { }, (_, sqs) => sqs.ReceiveEndpoint(Name("blocked.fifo"), endpoint =>
        {
            endpoint.WaitTimeSeconds = 1;
            endpoint.ConfigureConsumeTopology = false;
            endpoint.ConcurrentMessageLimit = 4;
            endpoint.PrefetchCount = 8;
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
        var queue = await Bus(host).GetSendEndpoint(new Uri($"queue:{Name("blocked.fifo")}"));

        await Task.WhenAll(Enumerable.Range(1, 5).Select(number => queue.Send(new Note($"{number}"), context => context.SetGroupId("g"), Token)));

        await Eventually.TrueAsync(() => handled.Count == 5, "all were handled");
        Assert.Equal(["1", "2", "3", "4", "5"], handled);
        await host.StopAsync(Token);
    }

    /// <summary>Leaves a failed message in the queue.</summary>
    private sealed class Rethrow : IFilter<ExceptionReceiveContext>
    {
        public Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next) => throw context.Exception;

        public void Probe(ProbeContext context)
        {
        }
    }
}
