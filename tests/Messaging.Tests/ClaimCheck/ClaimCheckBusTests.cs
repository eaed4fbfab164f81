using System.Text;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;
using Pipeline.Contracts;

namespace Pipeline.Messaging.Tests.ClaimCheck;

public sealed class ClaimCheckBusTests
{
    private static readonly Guid RunId = Guid.Parse("0197f2a0-0000-7000-8000-000000000001");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Publish_LargeMessage_ArrivesWholeAndTravelsAsAReference(bool live)
    {
        await using var bus = await BusUnderTest.StartAsync(Token);
        var page = Page(resourceBytes: 2_000_000);
        var messageId = Guid.CreateVersion7();

        await bus.Of(live).Publish(page, publish => publish.MessageId = messageId, Token);

        var received = await bus.ReceivedAsync(Token);
        Assert.Equal(Json(page), Json(received.Page));
        Assert.Equal(messageId, received.MessageId);
        Assert.InRange(received.Body.Length, 1, 8_000);
        Assert.Equal(live ? "live" : "resync", received.Lane);
        var blob = Assert.Single(bus.Store.Blobs);
        Assert.Equal(Json(page), Encoding.UTF8.GetString(blob.Value.Span));
    }

    [Fact]
    public async Task Publish_SmallMessage_TravelsWhole()
    {
        await using var bus = await BusUnderTest.StartAsync(Token);
        var page = Page(resourceBytes: 190_000);

        await bus.Resync.Publish(page, Token);

        var received = await bus.ReceivedAsync(Token);
        Assert.Equal(Json(page), Json(received.Page));
        Assert.InRange(received.Body.Length, 190_000, 200_000);
        Assert.Empty(bus.Store.Blobs);
    }

    [Fact]
    public async Task Publish_SameBytesTwice_AreStoredOnce()
    {
        await using var bus = await BusUnderTest.StartAsync(Token);
        var page = Page(resourceBytes: 300_000);

        await bus.Resync.Publish(page, Token);
        await bus.ReceivedAsync(Token);
        await bus.Live.Publish(page, Token);
        await bus.ReceivedAsync(Token);

        Assert.Single(bus.Store.Blobs);
    }

    [Fact]
    public async Task Consume_LargeMessageThrowsOnce_IsTriedAgainWithTheWholeMessage()
    {
        await using var bus = await BusUnderTest.StartAsync(Token);
        bus.Failures = 1;

        await bus.Resync.Publish(Page(resourceBytes: 300_000), Token);

        Assert.Equal(300_000, (await bus.ReceivedAsync(Token)).Page.Resources[0].Raw.GetProperty("Text").GetString()!.Length);
    }

    [Fact]
    public async Task Consume_LargeMessageKeepsThrowing_ItsFaultHasTheWholeMessageAndIsAReferenceToo()
    {
        await using var bus = await BusUnderTest.StartAsync(Token);
        bus.Failures = int.MaxValue;
        var page = Page(resourceBytes: 300_000);

        await bus.Resync.Publish(page, Token);

        var fault = await bus.FaultAsync(Token);
        Assert.Equal(Json(page), Json(fault.Fault.Message));
        Assert.Equal("it broke", Assert.Single(fault.Fault.Exceptions).Message);
        Assert.InRange(fault.Body.Length, 1, 16_000);
        Assert.Equal(2, bus.Store.Blobs.Count);
    }

    [Fact]
    public async Task Consume_BlobIsGone_FaultsAtOnceByNameAndTellsOfWhichPage()
    {
        await using var bus = await BusUnderTest.StartAsync(Token);
        bus.Store.Loses = true;

        await bus.Resync.Publish(Page(resourceBytes: 300_000), Token);

        var fault = await bus.FaultAsync(Token);
        Assert.Equal(0, bus.Tries);
        Assert.Matches("messages/[0-9a-f]{64} is not in the claim-check store", Assert.Single(fault.Fault.Exceptions).Message);
        Assert.Equal(Page(1).BatchId(), fault.Fault.Message.BatchId());
        Assert.Empty(fault.Fault.Message.Resources);
    }

    [Fact]
    public async Task Consume_BlobIsSpoiled_Faults()
    {
        await using var bus = await BusUnderTest.StartAsync(Token);
        bus.Store.Spoils = true;

        await bus.Resync.Publish(Page(resourceBytes: 300_000), Token);

        Assert.Contains("not what was stored", Assert.Single((await bus.FaultAsync(Token)).Fault.Exceptions).Message, StringComparison.Ordinal);
        Assert.Equal(0, bus.Tries);
    }

    [Fact]
    public async Task Consume_StoreFails_FaultsWithItsReason()
    {
        await using var bus = await BusUnderTest.StartAsync(Token);
        bus.Store.Failure = new IOException("the disk is gone");

        await bus.Resync.Publish(Page(resourceBytes: 300_000), Token);

        Assert.Contains("the disk is gone", Assert.Single((await bus.FaultAsync(Token)).Fault.Exceptions).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_LargeMessage_TravelsAsAReferenceToo()
    {
        await using var bus = await BusUnderTest.StartAsync(Token);

        var endpoint = await bus.Resync.GetSendEndpoint(new Uri("queue:pages"));
        await endpoint.Send(Page(resourceBytes: 300_000), Token);

        Assert.InRange((await bus.ReceivedAsync(Token)).Body.Length, 1, 8_000);
    }

    private static string Json(ResourcesEnumerated page) =>
        JsonSerializer.Serialize(page, SystemTextJsonMessageSerializer.Options);

    private static ResourcesEnumerated Page(int resourceBytes) => new()
    {
        RunId = RunId,
        MappingVersion = "1-abc",
        Scope = new Scope { AccountId = "111122223333", Region = "eu-west-1", Kind = "AWS::Lambda::Function" },
        Blocks = [0, 2],
        Attempt = 1,
        Page = 3,
        Ticket = 42,
        Resources = [new EnumeratedResource { Identifier = "größe", Raw = JsonSerializer.SerializeToElement(new { Text = new string('x', resourceBytes) }) }],
    };
}
