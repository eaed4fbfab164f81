using Amazon.SQS;
using MassTransit;

namespace Pipeline.Messaging.AmazonSqs.Lanes;

/// <summary>Puts a lane's bus on SNS and SQS.</summary>
internal static class SqsLane
{
    public static void UsingAmazonSqs(
        this IBusRegistrationConfigurator bus, AmazonSqsOptions options, string lane, Action<IBusRegistrationContext, IBusFactoryConfigurator> configure)
    {
        var names = new LaneNames(options.Prefix, lane);
        bus.UsingAmazonSqs((context, sqs) =>
        {
            sqs.Host(options.Region, host =>
            {
                if (options.Credentials is { } credentials)
                {
                    host.Credentials(credentials);
                }

                host.Config(new AmazonSQSConfig { IgnoreConfiguredEndpointUrls = true, ServiceURL = options.SqsEndpoint?.ToString() });
                host.Config(new AmazonSimpleNotificationServiceConfig { IgnoreConfiguredEndpointUrls = true, ServiceURL = options.SnsEndpoint?.ToString() });
            });
            sqs.WaitTimeSeconds = options.WaitTimeSeconds;
            sqs.MessageTopology.SetEntityNameFormatter(names);
            configure(context, sqs);
            sqs.Topology(options.Subscriptions.Count > 0 ? names.Plan(options.Subscriptions) : null, options.Topology, options.WaitsForTopology);
            context.ConfigureEndpoints(new LaneEndpoints(sqs, names), DefaultEndpointNameFormatter.Instance);
        });
    }
}
