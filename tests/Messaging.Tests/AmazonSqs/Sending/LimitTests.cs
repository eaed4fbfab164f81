using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;
using Pipeline.Messaging.Tests.AmazonSqs.Wire;

namespace Pipeline.Messaging.Tests.AmazonSqs.Sending;

/// <summary>What AWS would refuse, or drop without a word, is refused here, and nothing is sent.</summary>
public sealed class LimitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Publish_OneByteOver256KiB_IsRefused() => RefusedAsync(
        async bus => await bus.Publish(new Note(await FillAsync(bus, 256 * 1024, topic: true, over: 1)), Token), "262145 bytes with its attributes, and SNS takes 262144", probes: 1);

    [Fact]
    public Task Publish_Exactly256KiB_IsSent() => SentAsync(
        async bus => await bus.Publish(new Note(await FillAsync(bus, 256 * 1024, topic: true, over: 0)), Token));

    [Fact]
    public Task Publish_256KiBOfTwoByteLetters_IsCountedInBytes() => RefusedAsync(
        bus => bus.Publish(new Note(new string('ü', 150 * 1024)), Token), "SNS takes 262144");

    [Fact]
    public Task Send_OneByteOver1MiB_IsRefused() => RefusedAsync(
        async bus => await SendAsync(bus, new Note(await FillAsync(bus, 1024 * 1024, topic: false, over: 1))), "1048577 bytes with its attributes, and SQS takes 1048576", probes: 1);

    [Fact]
    public Task Send_Exactly1MiB_IsSent() => SentAsync(
        async bus => await SendAsync(bus, new Note(await FillAsync(bus, 1024 * 1024, topic: false, over: 0))));

    [Fact]
    public Task Send_ElevenAttributes_IsRefused() => RefusedAsync(
        bus => SendAsync(bus, new Note("x"), context => SetHeaders(context, 10)), "it has 11 attributes, and SQS takes 10");

    [Fact]
    public Task Publish_ElevenAttributes_IsRefused() => RefusedAsync(
        bus => bus.Publish(new Note("x"), context => SetHeaders(context, 10), Token), "it has 11 attributes, and SNS takes 10");

    [Fact]
    public Task Publish_TenAttributes_IsSent() => SentAsync(bus => bus.Publish(new Note("x"), context => SetHeaders(context, 9), Token));

    [Fact]
    public Task Send_EmptyHeader_IsRefused() => RefusedAsync(
        bus => SendAsync(bus, new Note("x"), context => context.Headers.Set("hollow", (object)"")), "the attribute 'hollow' is empty");

    [Fact]
    public Task Send_HeaderWithAControlCharacter_IsRefused() => RefusedAsync(
        bus => SendAsync(bus, new Note("x"), context => context.Headers.Set("rung", "\u0007")), "the attribute 'rung' is not text that SQS takes");

    [Fact]
    public Task Send_HeaderWithHalfASurrogate_IsRefused() => RefusedAsync(
        bus => SendAsync(bus, new Note("x"), context => context.Headers.Set("half", "a\uD83D")), "the attribute 'half' is not text that SQS takes");

    [Fact]
    public Task Send_HeaderWithAnEmoji_IsSent() => SentAsync(bus => SendAsync(bus, new Note("x"), context => context.Headers.Set("face", "a🙂b")));

    [Fact]
    public Task Send_Delay901Seconds_IsRefused() => RefusedAsync(
        bus => SendAsync(bus, new Note("x"), context => context.Delay = TimeSpan.FromSeconds(901)), "900 s at most, not for 901 s");

    [Fact]
    public Task Send_Delay900Seconds_IsSent() => SentAsync(bus => SendAsync(bus, new Note("x"), context => context.Delay = TimeSpan.FromSeconds(900)));

    [Fact]
    public Task Publish_Delayed_IsRefused() => RefusedAsync(
        bus => bus.Publish(new Note("x"), context => context.Delay = TimeSpan.FromSeconds(1), Token), "SNS cannot hold messages back");

    [Fact]
    public async Task Publish_ThirtyAtOnce_NeverMoreThanTenInARequest()
    {
        var aws = new StubAws();
        using var host = await StubHost.StartAsync(aws);
        var bus = host.Services.GetRequiredService<IBus>();

        await Task.WhenAll(Enumerable.Range(0, 35).Select(number => bus.Publish(new Ping(number), Token)));

        var sizes = aws.Published.Select(form => form.Keys.Count(key => key.EndsWith(".Id", StringComparison.Ordinal))).ToList();
        Assert.Equal(35, sizes.Sum());
        Assert.All(sizes, size => Assert.InRange(size, 1, 10));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Publish_LargeMessagesAtOnce_NeverMoreThan256KiBInARequest()
    {
        var aws = new StubAws();
        using var host = await StubHost.StartAsync(aws);
        var bus = host.Services.GetRequiredService<IBus>();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bus.Publish(new Note(new string('x', 100 * 1024)), Token)));

        var sizes = aws.Published.Select(form => form.Where(pair => pair.Key.EndsWith(".Message", StringComparison.Ordinal)).Sum(pair => pair.Value.Length)).ToList();
        Assert.Equal(20, aws.Published.Sum(form => form.Keys.Count(key => key.EndsWith(".Id", StringComparison.Ordinal))));
        Assert.All(sizes, size => Assert.InRange(size, 1, 256 * 1024));
        Assert.Contains(sizes, size => size > 200 * 1024);
        await host.StopAsync(Token);
    }

    private static Task SendAsync(IBus bus, Note note, Action<SendContext<Note>>? configure = null) => SendToAsync(bus, note, configure ?? (_ => { }));

    private static async Task SendToAsync(IBus bus, Note note, Action<SendContext<Note>> configure)
    {
        var queue = await bus.GetSendEndpoint(new Uri("queue:target"));
        await queue.Send(note, configure, Token);
    }

    private static void SetHeaders(SendContext context, int count)
    {
        for (var number = 0; number < count; number++)
        {
            context.Headers.Set($"header{number}", "x");
        }
    }

    // A text with which the message, envelope and attribute included, has so many bytes.
    private static async Task<string> FillAsync(IBus bus, int size, bool topic, int over)
    {
        var measured = 0L;
        var probe = new Measure(bytes => measured = bytes);
        using (bus.ConnectSendObserver(probe))
        using (bus.ConnectPublishObserver(probe))
        {
            await (topic ? bus.Publish(new Note("x"), Token) : SendAsync(bus, new Note("x")));
        }

        const int ContentType = 12 + 6 + 32;
        return new string('x', (int)(size - measured - ContentType + 1 + over));
    }

    private static async Task RefusedAsync(Func<IBus, Task> send, string reason, int probes = 0)
    {
        var aws = new StubAws();
        using var host = await StubHost.StartAsync(aws);

        var failure = await Assert.ThrowsAsync<AmazonSqsTransportException>(() => send(host.Services.GetRequiredService<IBus>()));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Equal(probes, aws.Sent.Count + aws.Published.Count);
        await host.StopAsync(Token);
    }

    private static async Task SentAsync(Func<IBus, Task> send)
    {
        var aws = new StubAws();
        using var host = await StubHost.StartAsync(aws);

        await send(host.Services.GetRequiredService<IBus>());

        Assert.InRange(aws.Sent.Count + aws.Published.Count, 1, 2);
        await host.StopAsync(Token);
    }

    private sealed class Measure(Action<long> measured) : ISendObserver, IPublishObserver
    {
        public Task PreSend<T>(SendContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostSend<T>(SendContext<T> context)
            where T : class => Take(context);

        public Task SendFault<T>(SendContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;

        public Task PrePublish<T>(PublishContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostPublish<T>(PublishContext<T> context)
            where T : class => Take(context);

        public Task PublishFault<T>(PublishContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;

        private Task Take(SendContext context)
        {
            measured(context.BodyLength ?? 0);
            return Task.CompletedTask;
        }
    }
}
