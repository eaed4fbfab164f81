using Confluent.Kafka;

namespace Pipeline.Ingress.Tests.Triggers.Kafka;

/// <summary>librdkafka's own cluster for tests: brokers on loopback ports, in this process.</summary>
internal sealed class MockCluster : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IProducer<Null, string> _producer = CreateOrSkip();

    public MockCluster()
    {
        using var admin = new DependentAdminClientBuilder(_producer.Handle).Build();
        Brokers = string.Join(',', admin.GetMetadata(Patience).Brokers.Select(broker => $"{broker.Host}:{broker.Port}"));
    }

    public string Brokers { get; }

    /// <summary>Makes the topic, and sends messages to its first partition.</summary>
    public async Task SendAsync(string topic, params IEnumerable<string> messages)
    {
        foreach (var message in messages)
        {
            await _producer.ProduceAsync(new TopicPartition(topic, 0), new Message<Null, string> { Value = message });
        }
    }

    /// <summary>The position that a group has committed in the first partition; null for none.</summary>
    public long? Committed(string group, string topic)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig { BootstrapServers = Brokers, GroupId = group })
            .SetLogHandler((_, _) => { }).Build();
        var offset = consumer.Committed([new TopicPartition(topic, 0)], Patience)[0].Offset;
        return offset.IsSpecial ? null : offset.Value;
    }

    public void Dispose() => _producer.Dispose();

    // The package has the library for most systems; some lack what the library itself needs.
    private static IProducer<Null, string> CreateOrSkip()
    {
        try
        {
            Library.Load();
        }
        catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException or InvalidOperationException)
        {
            Assert.Skip($"librdkafka cannot be loaded here: {exception.Message}");
        }

        return new ProducerBuilder<Null, string>(
            new ProducerConfig(new Dictionary<string, string> { ["test.mock.num.brokers"] = "1", ["bootstrap.servers"] = "mock" }))
            .SetLogHandler((_, _) => { }).Build();
    }
}
