using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Pipeline.Port;

namespace Pipeline.Ingress.Triggers.Kafka;

/// <summary>Connects to Port's Kafka with what Port says about the organisation.</summary>
internal sealed partial class KafkaConnection(KafkaOptions options, PortClient port, ILogger<KafkaConnection> logger)
{
    /// <summary>A consumer that is subscribed, and what it is subscribed to.</summary>
    /// <exception cref="PortException">Port did not answer.</exception>
    /// <exception cref="KafkaException">The settings do not make a consumer.</exception>
    public async Task<(IConsumer<Ignore, byte[]> Consumer, KafkaTopic Topic)> OpenAsync(CancellationToken cancellationToken)
    {
        var organization = await port.GetOrganizationAsync(cancellationToken);
        var credentials = options.SecurityEnabled ? await port.GetKafkaCredentialsAsync(cancellationToken) : null;
        var topic = KafkaTopic.Of(organization);
        var consumer = Build(KafkaConsumerConfig.Of(options, organization, credentials));
        consumer.Subscribe(topic.Name);
        Log.Subscribed(logger, topic.Name);
        return (consumer, topic);
    }

    private IConsumer<Ignore, byte[]> Build(ConsumerConfig config) =>
        new ConsumerBuilder<Ignore, byte[]>(config)
            .SetErrorHandler((_, error) => Log.Trouble(logger, error.Code, error.Reason))
            .SetLogHandler((_, message) => Log.Library(logger, message.Message))
            .SetPartitionsAssignedHandler((consumer, added) => Assigned(consumer.Assignment.Count + added.Count))
            .SetPartitionsRevokedHandler((_, revoked) => Log.Revoked(logger, revoked.Count))
            .SetPartitionsLostHandler((_, lost) => Log.Lost(logger, lost.Count))
            .Build();

    // Ocean ends the process here, as only one of an integration is to run. Here any number may: a run is started once.
    private void Assigned(int count)
    {
        if (count == 0)
        {
            Log.StandsBy(logger);
        }
        else
        {
            Log.Assigned(logger, count);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Resync requests are taken from Kafka's topic {Topic}")]
        public static partial void Subscribed(ILogger logger, string topic);

        [LoggerMessage(2, LogLevel.Information, "Kafka assigned {Count} partitions")]
        public static partial void Assigned(ILogger logger, int count);

        [LoggerMessage(3, LogLevel.Warning, "Kafka assigned no partition: another instance of this integration has them, and this one stands by")]
        public static partial void StandsBy(ILogger logger);

        [LoggerMessage(4, LogLevel.Information, "Kafka took {Count} partitions back")]
        public static partial void Revoked(ILogger logger, int count);

        [LoggerMessage(5, LogLevel.Warning, "{Count} partitions were lost to Kafka; they are asked for again")]
        public static partial void Lost(ILogger logger, int count);

        [LoggerMessage(6, LogLevel.Warning, "Kafka: {Code}: {Reason}")]
        public static partial void Trouble(ILogger logger, ErrorCode code, string reason);

        [LoggerMessage(7, LogLevel.Debug, "Kafka: {Text}")]
        public static partial void Library(ILogger logger, string text);
    }
}
