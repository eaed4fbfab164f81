using MassTransit;
using MassTransit.Transports;

namespace Pipeline.Messaging.AmazonSqs.Configuration;

/// <summary>Holds the endpoints of a bus, also those that are added while it runs.</summary>
internal sealed class SqsHost(SqsHostConfiguration configuration)
    : BaseHost(configuration, configuration.Topology), IHost<IAmazonSqsReceiveEndpointConfigurator>
{
    public HostReceiveEndpointHandle ConnectReceiveEndpoint(
        IEndpointDefinition definition, IEndpointNameFormatter? endpointNameFormatter, Action<IAmazonSqsReceiveEndpointConfigurator>? configureEndpoint = null) =>
        ConnectReceiveEndpoint(
            definition.GetEndpointName(endpointNameFormatter ?? DefaultEndpointNameFormatter.Instance),
            (IAmazonSqsReceiveEndpointConfigurator configurator) =>
            {
                configuration.ApplyEndpointDefinition(configurator, definition);
                configureEndpoint?.Invoke(configurator);
            });

    public HostReceiveEndpointHandle ConnectReceiveEndpoint(string queueName, Action<IAmazonSqsReceiveEndpointConfigurator>? configureEndpoint = null)
    {
        LogContext.SetCurrentIfNull(configuration.LogContext);
        var endpoint = configuration.Create(queueName, configureEndpoint);
        endpoint.Validate().ThrowIfContainsFailure("The receive endpoint configuration is invalid:");
        endpoint.Build(this);
        return ReceiveEndpoints.Start(queueName);
    }

    public override HostReceiveEndpointHandle ConnectReceiveEndpoint(
        IEndpointDefinition definition, IEndpointNameFormatter? endpointNameFormatter, Action<IReceiveEndpointConfigurator>? configureEndpoint = null) =>
        ConnectReceiveEndpoint(definition, endpointNameFormatter, (Action<IAmazonSqsReceiveEndpointConfigurator>?)configureEndpoint);

    public override HostReceiveEndpointHandle ConnectReceiveEndpoint(string queueName, Action<IReceiveEndpointConfigurator>? configureEndpoint = null) =>
        ConnectReceiveEndpoint(queueName, (Action<IAmazonSqsReceiveEndpointConfigurator>?)configureEndpoint);

    protected override void Probe(ProbeContext context)
    {
        context.Add("type", "AmazonSQS");
        context.Add("region", configuration.Settings.Region);
    }
}
