using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Pipeline.Messaging.AmazonSqs.Raw;

/// <summary>Adds the reading of a queue that is not of the bus.</summary>
public static class RawQueueRegistration
{
    /// <summary>Reads a queue for as long as the process runs. One that is not there yet, or not now, makes the process unready, not dead.</summary>
    /// <exception cref="AmazonSqsTransportException">The name cannot be a queue's.</exception>
    public static IServiceCollection AddRawQueue<THandler>(this IServiceCollection services, RawQueueOptions options)
        where THandler : class, IRawMessageHandler
    {
        if (Naming.SqsNames.FaultOfQueue(options.Queue) is { } fault)
        {
            throw new AmazonSqsTransportException(fault);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<IRawMessageHandler, THandler>();
        services.AddSingleton<RawQueueState>();
        services.AddHostedService<RawQueueListener>();
        services.AddHealthChecks().AddCheck<RawQueueHealthCheck>("ingress-queue");
        return services;
    }
}
