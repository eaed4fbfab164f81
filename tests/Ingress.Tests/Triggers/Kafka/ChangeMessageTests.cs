using System.Text;
using Pipeline.Ingress.Triggers.Kafka;

namespace Pipeline.Ingress.Tests.Triggers.Kafka;

public sealed class ChangeMessageTests
{
    private static readonly KafkaTopic ChangeLog = new("org.change.log", HasRequestsOnly: false);
    private static readonly KafkaTopic Requests = new("org.integration.resync.requests", HasRequestsOnly: true);

    [Theory]
    [InlineData("""{"action":"RESYNC","context":{"integrationId":"mine"}}""", true)]
    [InlineData("""{"action":"RESYNC","context":{"integrationId":"other"}}""", false)]
    [InlineData("""{"action":"UPDATE","context":{"integrationId":"mine"}}""", false)]
    [InlineData("""{"diff":{"after":{"identifier":"mine","updatedAt":"2","resyncState":{"updatedAt":"1"},"changelogDestination":{"type":"KAFKA"}}}}""", true)]
    [InlineData("""{"diff":{"after":{"identifier":"mine","updatedAt":"2","changelogDestination":{"type":"KAFKA"}}}}""", true)]
    [InlineData("""{"diff":{"after":{"identifier":"mine","updatedAt":"1","resyncState":{"updatedAt":"1"},"changelogDestination":{"type":"KAFKA"}}}}""", false)]
    [InlineData("""{"diff":{"after":{"identifier":"mine","updatedAt":"2","changelogDestination":{"type":"WEBHOOK"}}}}""", false)]
    [InlineData("""{"diff":{"after":{"identifier":"other","updatedAt":"2","changelogDestination":{"type":"KAFKA"}}}}""", false)]
    [InlineData("""{"diff":{"after":null},"context":null}""", false)]
    [InlineData("""{"action":5,"context":{"integrationId":["mine"]}}""", false)]
    [InlineData("""{"action":"RESYNC","context":{"integrationId":"\ud800"}}""", false)]
    [InlineData("[]", false)]
    [InlineData("no json", false)]
    [InlineData("", false)]
    public void AsksFor_AMessageOfTheChangeLog_OnlyWhenItMeansThisIntegration(string message, bool asks) =>
        Assert.Equal(asks, ChangeMessage.AsksFor(Encoding.UTF8.GetBytes(message), ChangeLog, "mine"));

    [Theory]
    [InlineData("""{"context":{"integrationId":"mine"}}""", true)]
    [InlineData("""{"context":{"integrationId":"other"}}""", false)]
    [InlineData("""{"diff":{"after":{"identifier":"mine","updatedAt":"2","changelogDestination":{"type":"KAFKA"}}}}""", false)]
    public void AsksFor_AMessageOfTheRequests_WhenItNamesThisIntegration(string message, bool asks) =>
        Assert.Equal(asks, ChangeMessage.AsksFor(Encoding.UTF8.GetBytes(message), Requests, "mine"));
}
