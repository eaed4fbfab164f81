using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Messaging.Bus;
using Pipeline.ServiceDefaults.Services;

namespace Pipeline.Hosting.Connections;

/// <summary>Connects a service with the others.</summary>
public static class QueueConnections
{
    /// <summary>Where the queues are.</summary>
    public static QueueSettings ToQueueSettings(this ServiceSettings service)
    {
        ArgumentNullException.ThrowIfNull(service);
        return new QueueSettings
        {
            Region = service.Region,
            Prefix = service.Prefix,
            Creates = service.CreatesTopology,
            SqsUrl = service.SqsUrl,
            SnsUrl = service.SnsUrl,
        };
    }

    internal static IServiceCollection AddQueues(
        this IServiceCollection services,
        ServiceSettings service,
        Action<IBusRegistrationConfigurator> addConsumers,
        Action<IBusRegistrationConfigurator> addLiveConsumers) =>
        services.AddPipelineBus(service.ToQueueSettings(), addConsumers, addLiveConsumers);
}
