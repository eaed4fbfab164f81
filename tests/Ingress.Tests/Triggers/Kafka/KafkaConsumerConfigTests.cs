using Confluent.Kafka;
using Pipeline.Ingress.Triggers.Kafka;
using Pipeline.Port;

namespace Pipeline.Ingress.Tests.Triggers.Kafka;

/// <summary>What librdkafka is told, name by name, as Ocean tells it.</summary>
public sealed class KafkaConsumerConfigTests
{
    private static readonly PortOrganization Organization = new() { Id = "org_1" };
    private static readonly KafkaCredentials Credentials = new("me", "secret");
    private static readonly KafkaOptions Defaults = new() { Brokers = "one:9196,two:9196", IntegrationType = "aws", IntegrationIdentifier = "my-aws" };

    [Fact]
    public void Of_Defaults_AreOceansSettingsAndNoOthers()
    {
        var config = KafkaConsumerConfig.Of(Defaults, Organization, Credentials);

        Assert.Equal(
            [
                "bootstrap.servers=one:9196,two:9196", "enable.auto.commit=False", "group.id=org_1.aws.my-aws", "partition.assignment.strategy=cooperative-sticky",
                "sasl.mechanism=SCRAM-SHA-512", "sasl.password=secret", "sasl.username=me", "security.protocol=SASL_SSL",
            ],
            Lines(config));
    }

    [Fact]
    public void Of_ClusterThatAsksNobody_SaysNothingOfSecurity() =>
        Assert.DoesNotContain(
            Lines(KafkaConsumerConfig.Of(Defaults with { SecurityEnabled = false }, Organization, credentials: null)),
            line => line.StartsWith("sasl", StringComparison.Ordinal) || line.StartsWith("security", StringComparison.Ordinal));

    // librdkafka looks at names and values when a consumer is made, before it connects.
    [Theory]
    [InlineData("SASL_SSL", "SCRAM-SHA-512")]
    [InlineData("SASL_SSL", "SCRAM-SHA-256")]
    [InlineData("SASL_PLAINTEXT", "PLAIN")]
    [InlineData("SSL", "PLAIN")]
    [InlineData("PLAINTEXT", "PLAIN")]
    public void Of_EachProtocolAndMechanism_IsTakenByTheLibrary(string protocol, string mechanism)
    {
        var options = Defaults with { Brokers = "127.0.0.1:1", SecurityProtocol = protocol, AuthenticationMechanism = mechanism };

        using var consumer = new ConsumerBuilder<Ignore, byte[]>(KafkaConsumerConfig.Of(options, Organization, Credentials)).SetLogHandler((_, _) => { }).Build();

        Assert.NotNull(consumer.Handle);
    }

    [Fact]
    public void Of_MechanismThatIsNone_IsRefusedByTheLibrary()
    {
        var options = Defaults with { AuthenticationMechanism = "SCRAM-SHA-1024" };

        Assert.ThrowsAny<Exception>(() => new ConsumerBuilder<Ignore, byte[]>(KafkaConsumerConfig.Of(options, Organization, Credentials)).Build());
    }

    private static IEnumerable<string> Lines(ConsumerConfig config) => config.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal);
}
