using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Topology;
using Pipeline.Messaging.Bus;
using Pipeline.ServiceDefaults;
using Pipeline.ServiceDefaults.Services;

namespace Pipeline.Hosting.Connections;

/// <summary>Connects a service with the others.</summary>
public static class QueueConnections
{
    // A poll is never aborted, so stopping waits for one: this leaves 15 of the 25 s to what is under way. The longest
    // there is, 20 s, would save an empty request in two, at about a dollar a month for all queues.
    private const ushort PollSeconds = 10;

    /// <summary>Where the queues are.</summary>
    public static AmazonSqsOptions ToAmazonSqsOptions(this ServiceSettings service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return new AmazonSqsOptions
        {
            Region = service.Region,
            Prefix = service.Prefix + "-",
            Topology = service.CreatesTopology ? TopologyMode.Create : TopologyMode.Verify,
            WaitsForTopology = true,
            SqsEndpoint = service.SqsUrl,
            SnsEndpoint = service.SnsUrl,
            WaitTimeSeconds = PollSeconds,
            Subscriptions = PipelineTopology.Subscriptions,
        };
    }

    internal static IServiceCollection AddQueues(
        this IServiceCollection services,
        PipelineSettings settings,
        Action<IBusRegistrationConfigurator> addConsumers,
        Action<IBusRegistrationConfigurator> addLiveConsumers) => services
            .AddPipelineBus(settings.Memory.PagesInFlightBytes, addConsumers, addLiveConsumers, settings.Service.ToAmazonSqsOptions())

            // Queues may come after the services: until then the bus is unhealthy, and probes are answered.
            .PostConfigure<MassTransitHostOptions>(options => options.WaitUntilStarted = false);
}
