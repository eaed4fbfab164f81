using Amazon.SQS;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Emulators;
using Pipeline.Messaging.AmazonSqs;

namespace Pipeline.Transport;

/// <summary>The transport, with the settings that a stage has.</summary>
internal static class Transport
{
    private const int Publishers = 200;

    public static async Task<Run> RunAsync(Fauxqs emulator, string prefix, int messages, string text, CancellationToken cancellationToken)
    {
        var (handled, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        using var host = Build(emulator, prefix, () =>
        {
            if (Interlocked.Increment(ref handled) == messages)
            {
                all.TrySetResult();
            }
        });
        await host.StartAsync(cancellationToken);
        var bus = host.Services.GetRequiredService<IBus>();

        var meter = new Meter(emulator.ProcessId);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, messages),
            new ParallelOptions { MaxDegreeOfParallelism = Publishers, CancellationToken = cancellationToken },
            async (number, token) => await bus.Publish(new Page(number, text), token));
        await all.Task.WaitAsync(cancellationToken);
        var run = meter.Of(messages);

        await host.StopAsync(cancellationToken);
        return run;
    }

    private static IHost Build(Fauxqs emulator, string prefix, Action handled)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.UsingAmazonSqs((_, sqs) =>
            {
                sqs.WaitTimeSeconds = 1;
                sqs.Host("eu-west-1", settings =>
                {
                    settings.AccessKey("test");
                    settings.SecretKey("test");
                    settings.Config(new AmazonSQSConfig { ServiceURL = emulator.Address.ToString() });
                    settings.Config(new AmazonSimpleNotificationServiceConfig { ServiceURL = emulator.Address.ToString() });
                });
                sqs.ConfigureJsonSerializerOptions(options =>
                {
                    options.WriteIndented = false;
                    return options;
                });
                sqs.MessageTopology.SetEntityNameFormatter(new PrefixEntityNameFormatter(sqs.MessageTopology.EntityNameFormatter, prefix));
                sqs.ReceiveEndpoint(prefix + "pages", endpoint =>
                {
                    endpoint.ConcurrentMessageLimit = 20;
                    endpoint.PrefetchCount = 40;
                    endpoint.Handler<Page>(_ =>
                    {
                        handled();
                        return Task.CompletedTask;
                    });
                });
            });
        });
        return builder.Build();
    }
}
