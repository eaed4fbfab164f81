using MassTransit;
using MassTransit.Middleware;

namespace Pipeline.Messaging.AmazonSqs.Lanes;

/// <summary>Gives each endpoint of a lane the name of its queue, and a place for what it cannot handle.</summary>
internal sealed class LaneEndpoints(IAmazonSqsBusFactoryConfigurator bus, LaneNames names) : IReceiveConfigurator<IAmazonSqsReceiveEndpointConfigurator>
{
    public void ReceiveEndpoint(
        IEndpointDefinition definition, IEndpointNameFormatter? endpointNameFormatter = null, Action<IAmazonSqsReceiveEndpointConfigurator>? configureEndpoint = null) =>
        bus.ReceiveEndpoint(
            new Renamed(definition, names),
            endpointNameFormatter,
            (IAmazonSqsReceiveEndpointConfigurator endpoint) =>
            {
                KeepWhatFails(endpoint);
                configureEndpoint?.Invoke(endpoint);
            });

    public void ReceiveEndpoint(string queueName, Action<IAmazonSqsReceiveEndpointConfigurator> configureEndpoint) =>
        bus.ReceiveEndpoint(names.Queue(queueName), (IAmazonSqsReceiveEndpointConfigurator endpoint) =>
        {
            KeepWhatFails(endpoint);
            configureEndpoint(endpoint);
        });

    public void ReceiveEndpoint(
        IEndpointDefinition definition, IEndpointNameFormatter? endpointNameFormatter = null, Action<IReceiveEndpointConfigurator>? configureEndpoint = null) =>
        ReceiveEndpoint(definition, endpointNameFormatter, (IAmazonSqsReceiveEndpointConfigurator endpoint) => configureEndpoint?.Invoke(endpoint));

    public void ReceiveEndpoint(string queueName, Action<IReceiveEndpointConfigurator> configureEndpoint) =>
        ReceiveEndpoint(queueName, (IAmazonSqsReceiveEndpointConfigurator endpoint) => configureEndpoint(endpoint));

    public ConnectHandle ConnectEndpointConfigurationObserver(IEndpointConfigurationObserver observer) =>
        bus.ConnectEndpointConfigurationObserver(observer);

    // Stages discard what fails, because in memory it would pile up. These filters come before that: the fault is
    // published once, and the message is in its queue of errors by the time it is discarded.
    private static void KeepWhatFails(IReceiveEndpointConfigurator endpoint)
    {
        endpoint.ConfigureError(error =>
        {
            error.UseFilter(new GenerateFaultFilter());
            error.UseFilter(new ErrorTransportFilter());
        });
        endpoint.ConfigureDeadLetter(skipped => skipped.UseFilter(new DeadLetterTransportFilter()));
    }

    private sealed class Renamed(IEndpointDefinition definition, LaneNames names) : IEndpointDefinition
    {
        public bool IsTemporary => definition.IsTemporary;

        public int? PrefetchCount => definition.PrefetchCount;

        public int? ConcurrentMessageLimit => definition.ConcurrentMessageLimit;

        public bool ConfigureConsumeTopology => definition.ConfigureConsumeTopology;

        public string GetEndpointName(IEndpointNameFormatter formatter) => names.Queue(definition.GetEndpointName(formatter));

        public void Configure<T>(T configurator, IRegistrationContext? context = null)
            where T : IReceiveEndpointConfigurator => definition.Configure(configurator, context);
    }
}
