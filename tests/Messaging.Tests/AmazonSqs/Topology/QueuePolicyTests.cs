using System.Text.Json.Nodes;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.Tests.AmazonSqs.Topology;

public sealed class QueuePolicyTests
{
    private const string Queue = "arn:aws:sqs:eu-west-1:123456789012:queue";
    private const string One = "arn:aws:sns:eu-west-1:123456789012:one";
    private const string Two = "arn:aws:sns:eu-west-1:123456789012:two";

    private const string Foreign = """{"Sid":"Audit","Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""";

    [Fact]
    public void Allow_NoPolicy_IsOneStatementForTheseTopicsOnly()
    {
        var policy = QueuePolicy.Allow(null, Queue, [Two, One]);

        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Sid":"MassTransitSns","Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"QUEUE","Condition":{"ArnLike":{"aws:SourceArn":["ONE","TWO"]}}}]}"""
                .Replace("QUEUE", Queue, StringComparison.Ordinal).Replace("ONE", One, StringComparison.Ordinal).Replace("TWO", Two, StringComparison.Ordinal),
            policy);
    }

    [Fact]
    public void Allow_WhatIsAllowedAlready_ChangesNothing() =>
        Assert.Null(QueuePolicy.Allow(QueuePolicy.Allow(null, Queue, [One, Two]), Queue, [One]));

    [Fact]
    public void Allow_OtherTopicsOfOurs_AreKept()
    {
        var policy = QueuePolicy.Allow(QueuePolicy.Allow(null, Queue, [One]), Queue, [Two]);

        Assert.Empty(QueuePolicy.Refused(policy, Queue, [One, Two]));
        Assert.Single(JsonNode.Parse(policy!)!["Statement"]!.AsArray());
    }

    [Theory]
    [InlineData($$"""{"Version":"2008-10-17","Id":"theirs","Statement":[{{Foreign}}]}""")]
    [InlineData($$"""{"Version":"2008-10-17","Id":"theirs","Statement":{{Foreign}}}""")]
    public void Allow_ForeignStatement_IsKeptAsItIs(string present)
    {
        var policy = JsonNode.Parse(QueuePolicy.Allow(present, Queue, [One])!)!;

        Assert.Equal("theirs", (string?)policy["Id"]);
        Assert.Equal("2008-10-17", (string?)policy["Version"]);
        Assert.Equal(2, policy["Statement"]!.AsArray().Count);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Foreign), policy["Statement"]![0]));
        Assert.Equal("MassTransitSns", (string?)policy["Statement"]![1]!["Sid"]);
    }

    [Fact]
    public void Allow_PolicyThatIsNotJson_SaysWhose() =>
        Assert.Contains(Queue, Assert.Throws<AmazonSqsTransportException>(() => QueuePolicy.Allow("{", Queue, [One])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("sqs:SendMessage", "arn:aws:sns:eu-west-1:123456789012:*", true)]
    [InlineData("SQS:sendmessage", "arn:aws:sns:eu-west-1:123456789012:one", true)]
    [InlineData("sqs:*", "arn:aws:sns:eu-west-1:123456789012:o?e", true)]
    [InlineData("sqs:ReceiveMessage", "arn:aws:sns:eu-west-1:123456789012:one", false)]
    [InlineData("sqs:SendMessage", "arn:aws:sns:eu-west-1:123456789012:on", false)]
    public void Refused_StatementOfOthers_IsReadAsAwsReadsIt(string action, string source, bool allowed)
    {
        var policy = $$$"""{"Statement":{"Effect":"Allow","Principal":"*","Action":["{{{action}}}"],"Resource":"*","Condition":{"ArnEquals":{"AWS:SourceArn":"{{{source}}}"} } }}""";

        Assert.Equal(allowed ? [] : [One], QueuePolicy.Refused(policy, Queue, [One]));
    }

    [Fact]
    public void Refused_DenyAndNoPolicy_AllowNothing()
    {
        Assert.Equal([One], QueuePolicy.Refused(null, Queue, [One]));
        Assert.Equal([One], QueuePolicy.Refused($$"""{"Statement":[{{Foreign}}]}""", Queue, [One]));
    }
}
