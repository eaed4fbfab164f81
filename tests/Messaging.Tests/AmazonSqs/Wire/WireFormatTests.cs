using System.Text.Json.Nodes;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;

namespace Pipeline.Messaging.Tests.AmazonSqs.Wire;

/// <summary>What goes over the wire is what the official transport reads and writes.</summary>
public sealed class WireFormatTests
{
    private static readonly Guid Message = new("11111111-1111-1111-1111-111111111111");
    private static readonly Guid Conversation = new("22222222-2222-2222-2222-222222222222");
    private static readonly Guid Correlation = new("33333333-3333-3333-3333-333333333333");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_Message_IsAnEnvelopeWithTextAttributesForTheTopicOfItsType()
    {
        var aws = new StubAws();
        using var host = await StubHost.StartAsync(aws);

        await host.Services.GetRequiredService<IBus>().Publish(new Ping(3), Identify, Token);

        var form = Assert.Single(aws.Published);
        var golden = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = "PublishBatch",
            ["Version"] = "2010-03-31",
            ["TopicArn"] = "arn:aws:sns:eu-west-1:123456789012:Pipeline_Messaging_Tests_AmazonSqs_Contract-Ping",
            ["PublishBatchRequestEntries.member.1.Id"] = "0",
            ["PublishBatchRequestEntries.member.1.Message"] = Envelope("amazonsqs://eu-west-1/Pipeline_Messaging_Tests_AmazonSqs_Contract-Ping?type=topic"),
            ["PublishBatchRequestEntries.member.1.MessageAttributes.entry.1.Name"] = "run",
            ["PublishBatchRequestEntries.member.1.MessageAttributes.entry.1.Value.DataType"] = "String",
            ["PublishBatchRequestEntries.member.1.MessageAttributes.entry.1.Value.StringValue"] = "7",
            ["PublishBatchRequestEntries.member.1.MessageAttributes.entry.2.Name"] = "Content-Type",
            ["PublishBatchRequestEntries.member.1.MessageAttributes.entry.2.Value.DataType"] = "String",
            ["PublishBatchRequestEntries.member.1.MessageAttributes.entry.2.Value.StringValue"] = "application/vnd.masstransit+json",
            ["PublishBatchRequestEntries.member.1.MessageAttributes.entry.3.Name"] = "CorrelationId",
            ["PublishBatchRequestEntries.member.1.MessageAttributes.entry.3.Value.DataType"] = "String",
            ["PublishBatchRequestEntries.member.1.MessageAttributes.entry.3.Value.StringValue"] = Correlation.ToString(),
        };
        var sent = new SortedDictionary<string, string>(form.ToDictionary(), StringComparer.Ordinal);
        sent["PublishBatchRequestEntries.member.1.Message"] = Masked(sent["PublishBatchRequestEntries.member.1.Message"]);
        Assert.Equal(golden, sent);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Send_MessageToAFifoQueue_HasGroupDeduplicationAndNoOtherShape()
    {
        var aws = new StubAws();
        using var host = await StubHost.StartAsync(aws);
        var queue = await host.Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri("queue:orders.fifo"));

        await queue.Send(
            new Ping(3),
            context =>
            {
                Identify(context);
                context.SetGroupId("group");
            },
            Token);

        var entry = Assert.Single(Assert.Single(aws.Sent)["Entries"]!.AsArray())!;
        entry["MessageBody"] = Masked(entry["MessageBody"]!.ToString());
        var golden = new JsonObject
        {
            ["Id"] = "0",
            ["MessageAttributes"] = new JsonObject
            {
                ["run"] = Text("7"),
                ["Content-Type"] = Text("application/vnd.masstransit+json"),
                ["CorrelationId"] = Text(Correlation.ToString()),
            },
            ["MessageBody"] = Envelope("amazonsqs://eu-west-1/orders.fifo"),
            ["MessageDeduplicationId"] = Message.ToString(),
            ["MessageGroupId"] = "group",
        };
        Assert.True(JsonNode.DeepEquals(golden, entry), entry.ToJsonString());
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Send_WithADelay_HasWholeSecondsOfIt()
    {
        var aws = new StubAws();
        using var host = await StubHost.StartAsync(aws);
        var queue = await host.Services.GetRequiredService<IBus>().GetSendEndpoint(new Uri("queue:orders"));

        await queue.Send(new Ping(3), context => context.Delay = TimeSpan.FromSeconds(1.2), Token);

        Assert.Equal(2, (int)Assert.Single(Assert.Single(aws.Sent)["Entries"]!.AsArray())!["DelaySeconds"]!);
        await host.StopAsync(Token);
    }

    private static void Identify<T>(SendContext<T> context)
        where T : class
    {
        context.MessageId = Message;
        context.ConversationId = Conversation;
        context.CorrelationId = Correlation;
        context.SourceAddress = new Uri("amazonsqs://eu-west-1/source");
        context.Headers.Set("run", 7);
    }

    private static string Envelope(string destination) =>
        $$$"""{"messageId":"{{{Message}}}","correlationId":"{{{Correlation}}}","conversationId":"{{{Conversation}}}","sourceAddress":"amazonsqs://eu-west-1/source","destinationAddress":"{{{destination}}}","messageType":["urn:message:Pipeline.Messaging.Tests.AmazonSqs.Contract:Ping"],"message":{"number":3},"sentTime":"*","headers":{"run":7},"host":"*"}""";

    // What says when and where it was sent differs each time.
    private static string Masked(string envelope)
    {
        var json = JsonNode.Parse(envelope)!.AsObject();
        Assert.NotNull(json["sentTime"]);
        Assert.NotNull(json["host"]!["machineName"]);
        json["sentTime"] = "*";
        json["host"] = "*";
        foreach (var absent in json.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            json.Remove(absent);
        }

        return json.ToJsonString(PlainJson.Apply(new()));
    }

    private static JsonObject Text(string value) => new() { ["DataType"] = "String", ["StringValue"] = value };
}
