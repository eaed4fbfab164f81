using MassTransit;
using Pipeline.Messaging.AmazonSqs.Naming;
using Pipeline.Messaging.Tests.AmazonSqs.Contract;

namespace Pipeline.Messaging.Tests.AmazonSqs;

public sealed class NamingTests
{
    private static readonly Uri Region = new("amazonsqs://eu-west-1/");

    private static TopicNameFormatter Topics => new TopicNameFormatter();

    [Fact]
    public void FormatEntityName_Types_AreNamedAsTheOfficialTransportNamesThem()
    {
        Assert.Equal("Pipeline_Messaging_Tests_AmazonSqs_Contract-Ping", Topics.FormatEntityName<Ping>());
        Assert.Equal("Pipeline_Messaging_Tests_AmazonSqs-NamingTests_Nested", Topics.FormatEntityName<Nested>());
        Assert.Equal("MassTransit-Fault--Pipeline_Messaging_Tests_AmazonSqs_Contract-Ping--", Topics.FormatEntityName<Fault<Ping>>());
    }

    [Theory]
    [InlineData("queue:orders", "orders", false)]
    [InlineData("topic:orders", "orders", true)]
    [InlineData("amazonsqs://eu-west-1/orders", "orders", false)]
    [InlineData("amazonsqs://eu-west-1/orders.fifo", "orders.fifo", false)]
    [InlineData("amazonsqs://eu-west-1/orders?type=topic", "orders", true)]
    public void Parse_Address_NamesQueueOrTopic(string address, string name, bool isTopic)
    {
        var parsed = SqsAddress.Parse(Region, new Uri(address));

        Assert.Equal(new SqsAddress("eu-west-1", name, isTopic), parsed);
        Assert.Equal(parsed, SqsAddress.Parse(Region, parsed.ToUri()));
    }

    [Theory]
    [InlineData("rabbitmq://host/orders")]
    [InlineData("queue:or.ders")]
    [InlineData("queue:orders.fifo2")]
    public void Parse_OtherAddress_IsRefused(string address) =>
        Assert.Throws<ArgumentException>(() => SqsAddress.Parse(Region, new Uri(address)));

    [Fact]
    public void Error_FifoQueue_KeepsItsSuffixLast()
    {
        Assert.Equal("orders_error", SqsNames.Error("orders"));
        Assert.Equal("orders_skipped.fifo", SqsNames.Skipped("orders.fifo"));
    }

    [Theory]
    [InlineData(72, true)]
    [InlineData(73, false)]
    public void FaultOfQueue_Length_LeavesRoomForCompanions(int length, bool fits) =>
        Assert.Equal(fits, SqsNames.FaultOfQueue(new string('q', length)) is null);

    public sealed record Nested;
}
