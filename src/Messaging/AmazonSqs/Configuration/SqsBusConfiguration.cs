using MassTransit;
using MassTransit.Configuration;
using MassTransit.Observables;

namespace Pipeline.Messaging.AmazonSqs.Configuration;

/// <summary>A bus: its host and its own endpoint.</summary>
internal sealed class SqsBusConfiguration : SqsEndpointConfiguration, IBusConfiguration
{
    private readonly BusObservable _observers = new();

    public SqsBusConfiguration(SqsTopologyConfiguration topology)
        : base(topology)
    {
        Host = new SqsHostConfiguration(this, topology);
        BusEndpoint = CreateEndpointConfiguration(isBusEndpoint: true);
    }

    public SqsHostConfiguration Host { get; }

    public SqsEndpointConfiguration BusEndpoint { get; }

    IHostConfiguration IBusConfiguration.HostConfiguration => Host;

    IEndpointConfiguration IBusConfiguration.BusEndpointConfiguration => BusEndpoint;

    IBusObserver IBusConfiguration.BusObservers => _observers;

    public ConnectHandle ConnectBusObserver(IBusObserver observer) => _observers.Connect(observer);

    public ConnectHandle ConnectEndpointConfigurationObserver(IEndpointConfigurationObserver observer) =>
        Host.ConnectEndpointConfigurationObserver(observer);
}
