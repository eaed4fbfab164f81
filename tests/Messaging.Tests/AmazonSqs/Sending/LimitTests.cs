using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Sending;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;
using Pipeline.Messaging.Tests.AmazonSqs.Wire;

namespace Pipeline.Messaging.Tests.AmazonSqs.Sending;

/// <summary>What AWS would refuse, or drop without a word, is refused here, and nothing is sent.</summary>
public sealed class LimitTests
{
    // "name", its type "String", and two bytes of value.
    private const int Attribute = 4 + 6 + 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(262_144, true)]
    [InlineData(262_145, false)]
    public void ToTopic_BytesWithAttributes_FitInto256KiB(int bytes, bool fits)
    {
        void Create() => OutgoingMessage.ToTopic("topic", Enumerable.Repeat((byte)'x', bytes - Attribute).ToArray(), OneAttribute(), default, default);

        Judge(Create, fits, $"it has {bytes} bytes with its attributes, and SNS takes 262144");
    }

    [Theory]
    [InlineData(1_048_576, true)]
    [InlineData(1_048_577, false)]
    public void ToQueue_BytesWithAttributes_FitInto1MiB(int bytes, bool fits)
    {
        void Create() => OutgoingMessage.ToQueue("queue", new string('x', bytes - Attribute), OneAttribute(), default, default);

        Judge(Create, fits, $"it has {bytes} bytes with its attributes, and SQS takes 1048576");
    }

    [Fact]
    public void ToQueue_FifoWithADelay_IsRefused()
    {
        void Create() => OutgoingMessage.ToQueue("queue.fifo", "x", [], new("group", "id", TimeSpan.FromSeconds(1)), default);

        Judge(Create, fits: false, "a FIFO queue does not hold back single messages");
    }

    [Fact]
    public Task Publish_256KiBOfTwoByteLetters_IsCountedInBytes() => RefusedAsync(
        bus => bus.Publish(new Note(new string('ü', 150 * 1024)), Token), "SNS takes 262144");

    [Fact]
    public Task Send_OneMiBOfText_IsRefused() => RefusedAsync(bus => SendAsync(bus, new Note(new string('x', 1024 * 1024))), "SQS takes 1048576");

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

    [Theory]
    [InlineData("my header")]
    [InlineData("AWS.mine")]
    [InlineData(".begins")]
    [InlineData("ends.")]
    [InlineData("two..dots")]
    [InlineData("größe")]
    public Task Send_HeaderWithANameOfNoAttribute_IsRefused(string name) => RefusedAsync(
        bus => SendAsync(bus, new Note("x"), context => context.Headers.Set(name, "x")), $"'{name}' is no name of an attribute that SQS takes");

    [Fact]
    public Task Send_GroupWithASpace_IsRefused() => RefusedAsync(
        bus => SendAsync(bus, new Note("x"), context => context.SetGroupId("tenant 1")), "its group and deduplication ids may have 128");

    [Fact]
    public Task Send_GroupWithPunctuation_IsSent() => SentAsync(bus => SendAsync(bus, new Note("x"), context => context.SetGroupId("tenant/1#a")));

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

    private static Dictionary<string, string> OneAttribute() => new() { ["name"] = "ü" };

    private static void Judge(Action create, bool fits, string reason)
    {
        if (fits)
        {
            create();
        }
        else
        {
            Assert.Contains(reason, Assert.Throws<AmazonSqsTransportException>(create).Message, StringComparison.Ordinal);
        }
    }

    private static async Task RefusedAsync(Func<IBus, Task> send, string reason)
    {
        var aws = new StubAws();
        using var host = await StubHost.StartAsync(aws);

        var failure = await Assert.ThrowsAsync<AmazonSqsTransportException>(() => send(host.Services.GetRequiredService<IBus>()));

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Sent);
        Assert.Empty(aws.Published);
        await host.StopAsync(Token);
    }

    private static async Task SentAsync(Func<IBus, Task> send)
    {
        var aws = new StubAws();
        using var host = await StubHost.StartAsync(aws);

        await send(host.Services.GetRequiredService<IBus>());

        Assert.Equal(1, aws.Sent.Count + aws.Published.Count);
        await host.StopAsync(Token);
    }
}
