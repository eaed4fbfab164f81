using Confluent.Kafka;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Ingress.Runs;

namespace Pipeline.Ingress.Triggers.Kafka;

/// <summary>
/// Takes resync requests from Port's Kafka. The loop outlives every error: what cannot go on is opened anew, with credentials
/// that are asked for again.
/// </summary>
internal sealed partial class KafkaListener(
    KafkaOptions options, KafkaConnection connection, RunCoordinator runs, TimeProvider time, ILogger<KafkaListener> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = FirstPause; !stoppingToken.IsCancellationRequested;)
        {
            var started = time.GetTimestamp();
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception)
            {
                if (stoppingToken.IsCancellationRequested)
                {
                    return;
                }

                // What went well for a while begins with short pauses again.
                pause = time.GetElapsedTime(started) > LongestPause ? FirstPause : pause;
                Log.Failed(logger, pause.TotalSeconds, exception.Message);
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        var (consumer, topic) = await connection.OpenAsync(stopping);
        using (consumer)
        {
            try
            {
                while (!stopping.IsCancellationRequested)
                {
                    await PollAsync(consumer, topic, stopping);
                }
            }
            finally
            {
                // Leaves the group, so that another instance need not wait for a timeout.
                await Task.Run(consumer.Close, CancellationToken.None);
            }
        }
    }

    private async Task PollAsync(IConsumer<Ignore, byte[]> consumer, KafkaTopic topic, CancellationToken stopping)
    {
        ConsumeResult<Ignore, byte[]>? result;
        try
        {
            result = await Task.Run(() => consumer.Consume(options.PollTimeout), stopping);
        }
        catch (ConsumeException exception) when (!exception.Error.IsFatal)
        {
            // The library goes on by itself, as when a topic is not there yet.
            Log.NotRead(logger, exception.Error.Reason);
            return;
        }

        if (result?.Message is not { } message)
        {
            return;
        }

        if (ChangeMessage.AsksFor(message.Value ?? [], topic, options.IntegrationIdentifier))
        {
            await runs.RequestAsync("resync request", stopping);
        }

        Commit(consumer, result);
    }

    // The request is in the ledger by now. Who comes to read this message again asks for one run too many, no more.
    private void Commit(IConsumer<Ignore, byte[]> consumer, ConsumeResult<Ignore, byte[]> result)
    {
        try
        {
            consumer.Commit(result);
        }
        catch (KafkaException exception) when (!exception.Error.IsFatal)
        {
            Log.NotCommitted(logger, exception.Error.Reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Resync requests cannot be taken from Kafka; the next try is in {Seconds} s: {Reason}")]
        public static partial void Failed(ILogger logger, double seconds, string reason);

        [LoggerMessage(2, LogLevel.Warning, "Kafka could not be read: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);

        [LoggerMessage(3, LogLevel.Warning, "Kafka did not take a commit; the message may come again: {Reason}")]
        public static partial void NotCommitted(ILogger logger, string reason);
    }
}
