using Amazon.SQS;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Messaging.AmazonSqs.Clients;
using Pipeline.Messaging.AmazonSqs.Configuration;
using Pipeline.Messaging.AmazonSqs.Topology;

namespace Pipeline.Messaging.AmazonSqs.Raw;

/// <summary>Finds or makes the queue, and polls it. It goes on for ever, whatever happens, until it is stopped.</summary>
internal sealed partial class RawQueueListener(
    RawQueueOptions options, IRawMessageHandler handler, RawQueueState state, TimeProvider time, ILogger<RawQueueListener> logger) : BackgroundService
{
    private const int MessagesOfPoll = 10;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var broker = Connect();
        await Task.WhenAll(Enumerable.Range(0, options.Pollers).Select(_ => Task.Run(() => PollAsync(broker, stoppingToken), CancellationToken.None)));
    }

    private Broker Connect()
    {
        var settings = new HostSettings { Region = options.Sqs.Region, Mode = options.Sqs.Topology, Time = time };
        if (options.Sqs.Credentials is { } credentials)
        {
            settings.Credentials(credentials);
        }

        settings.Config(new AmazonSQSConfig { IgnoreConfiguredEndpointUrls = true, ServiceURL = options.Sqs.SqsEndpoint?.ToString() });
        settings.Config(new AmazonSimpleNotificationServiceConfig { IgnoreConfiguredEndpointUrls = true, ServiceURL = options.Sqs.SnsEndpoint?.ToString() });
        var broker = new Broker(settings);
        broker.Topology.Add(new TopologyPlan { Queues = [new QueueSpec { Name = options.Queue, HasSkipped = false }] });
        return broker;
    }

    private async Task PollAsync(Broker broker, CancellationToken stopping)
    {
        for (var failures = 0; !stopping.IsCancellationRequested;)
        {
            try
            {
                await ReadAsync(broker, stopping);
                failures = 0;
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                state.PollFailed(failure);
                if (failures++ == 0)
                {
                    Log.NotRead(logger, options.Queue, failure.Message);
                }

                if (Failures.IsMissing(failure))
                {
                    broker.Topology.Lost();
                }

                await Task.Delay(broker.Backoff.After(failures), time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ReadAsync(Broker broker, CancellationToken stopping)
    {
        var queue = (await broker.Topology.EnsureAsync(stopping)).Queues[options.Queue];

        // The poll itself is not cancelled: what it brings then would stay hidden, and count as received.
        var messages = await broker.Sqs.ReceiveAsync(
            queue.Url, MessagesOfPoll, options.Sqs.WaitTimeSeconds, (int)options.Visibility.TotalSeconds, CancellationToken.None);
        state.Polled();
        if (messages.Count > 0)
        {
            await new RawBatch(broker, queue, messages, options, handler, state, logger).HandleAsync(stopping);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The queue {Queue} cannot be read, and is tried on: {Reason}")]
        public static partial void NotRead(ILogger logger, string queue, string reason);
    }
}
