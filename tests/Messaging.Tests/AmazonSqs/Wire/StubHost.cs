using Amazon.SQS;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pipeline.Messaging.AmazonSqs;

namespace Pipeline.Messaging.Tests.AmazonSqs.Wire;

/// <summary>A bus that talks to a stub.</summary>
internal static class StubHost
{
    public static async Task<IHost> StartAsync(StubAws aws, Action<IAmazonSqsBusFactoryConfigurator>? configure = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(new TestOutputLogs()).SetMinimumLevel(LogLevel.Debug);
        builder.Services.Configure<MassTransitHostOptions>(options =>
        {
            options.WaitUntilStarted = true;

            // A test that fails must not wait for a handler that waits for the test.
            (options.ConsumerStopTimeout, options.StopTimeout) = (TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(25));
        });
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.UsingAmazonSqs((_, sqs) =>
            {
                sqs.Host("eu-west-1", host =>
                {
                    host.AccessKey("test");
                    host.SecretKey("test");
                    host.Config(new AmazonSQSConfig { ServiceURL = "http://sqs.test", HttpClientFactory = aws });
                    host.Config(new AmazonSimpleNotificationServiceConfig { ServiceURL = "http://sns.test", HttpClientFactory = aws });
                });
                sqs.ConfigureJsonSerializerOptions(PlainJson.Apply);
                configure?.Invoke(sqs);
            });
        });
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
