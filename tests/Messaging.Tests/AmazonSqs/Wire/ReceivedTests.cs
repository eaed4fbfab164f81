using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;

namespace Pipeline.Messaging.Tests.AmazonSqs.Wire;

/// <summary>Messages as AWS may give them out, and the emulators do not.</summary>
public sealed class ReceivedTests
{
    private const string Types = """["urn:message:Pipeline.Messaging.Tests.AmazonSqs.Contract:Note"]""";

    private readonly StubAws _aws = new();
    private readonly ConcurrentQueue<string> _got = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receive_WrappedBySns_IsReadWithItsAttributes()
    {
        var notification = new JsonObject
        {
            ["Type"] = "Notification",
            ["MessageId"] = "of-sns",
            ["TopicArn"] = "arn:aws:sns:eu-west-1:123456789012:orders",
            ["Message"] = Envelope("wrapped"),
            ["MessageAttributes"] = new JsonObject { ["run"] = new JsonObject { ["Type"] = "String", ["Value"] = "7" } },
        };
        GiveOnce([Message("m1", notification.ToJsonString())]);
        using var host = await StartAsync("orders", context => _got.Enqueue($"{context.Message.Text} {context.ReceiveContext.TransportHeaders.Get<string>("run")}"));

        await Eventually.TrueAsync(() => _got.Count == 1, "it came");
        Assert.Equal("wrapped 7", _got.Single());
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Receive_TopicWithinAMessage_IsNotUnwrapped()
    {
        GiveOnce([Message("m1", Envelope("""{"TopicArn":"x","Message":"y"}"""))]);
        using var host = await StartAsync("orders", context => _got.Enqueue(context.Message.Text));

        await Eventually.TrueAsync(() => _got.Count == 1, "it came");
        Assert.Equal("""{"TopicArn":"x","Message":"y"}""", _got.Single());
        await host.StopAsync(Token);
    }

    // A group shares a standard queue out fairly; what makes a repetition known is of FIFO queues alone, and refused by others.
    [Theory]
    [InlineData("orders", null)]
    [InlineData("orders.fifo", "m1")]
    public async Task Consume_OfAGroupThrows_IsMovedAsTheErrorQueueTakesIt(string queue, string? deduplication)
    {
        GiveOnce([Message("m1", Envelope("bad"), ("MessageGroupId", "tenant"))]);
        using var host = await StartAsync(queue, _ => throw new InvalidOperationException("no"));

        await Eventually.TrueAsync(() => _aws.Sent.Count == 1, "it is moved");
        var entry = _aws.Sent.Single()["Entries"]![0]!;
        Assert.Equal(("tenant", deduplication), (entry["MessageGroupId"]!.ToString(), entry["MessageDeduplicationId"]?.ToString()));
        await host.StopAsync(Token);
    }

    private Task<IHost> StartAsync(string queue, Action<ConsumeContext<Note>> handle) => StubHost.StartAsync(_aws, sqs =>
    {
        sqs.WaitTimeSeconds = 1;
        sqs.ReceiveEndpoint(queue, endpoint =>
        {
            (endpoint.ConfigureConsumeTopology, endpoint.ConcurrentMessageLimit, endpoint.PrefetchCount) = (false, 4, 8);
            endpoint.Handler<Note>(context =>
            {
                handle(context);
                return Task.CompletedTask;
            });
        });
    });

    private void GiveOnce(JsonNode[] messages)
    {
        var given = 0;
        _aws.Instead["ReceiveMessage"] = () => StubAws.Text(
            "application/x-amz-json-1.0",
            Interlocked.Exchange(ref given, 1) == 0 ? new JsonObject { ["Messages"] = new JsonArray(messages) }.ToJsonString() : "{}");
    }

    private static string Envelope(string text) =>
        $$"""{"messageId":"{{Guid.NewGuid()}}","messageType":{{Types}},"message":{"text":{{JsonSerializer.Serialize(text)}} } }""";

    private static JsonObject Message(string id, string body, params (string Name, string Value)[] attributes) => new()
    {
        ["MessageId"] = id,
        ["ReceiptHandle"] = id,
        ["Body"] = body,
        ["MD5OfBody"] = StubAws.Md5(body),
        ["Attributes"] = new JsonObject(attributes.Select(attribute => KeyValuePair.Create(attribute.Name, (JsonNode?)attribute.Value))),
    };
}
