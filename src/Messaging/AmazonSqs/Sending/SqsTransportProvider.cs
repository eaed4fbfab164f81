using MassTransit;
using MassTransit.Configuration;
using MassTransit.Transports;
using Pipeline.Messaging.AmazonSqs.Configuration;
using Pipeline.Messaging.AmazonSqs.Naming;

namespace Pipeline.Messaging.AmazonSqs.Sending;

/// <summary>Makes the transports that an endpoint sends and publishes with.</summary>
internal sealed class SqsTransportProvider(IHostConfiguration host, ReceiveEndpointContext endpoint, Broker broker)
    : ISendTransportProvider, IPublishTransportProvider
{
    public Task<ISendTransport> GetSendTransport(Uri address) =>
        Task.FromResult<ISendTransport>(new SendTransport<PipeContext>(
            new SqsSendTransportContext(host, endpoint, broker, SqsAddress.Parse(host.HostAddress, address))));

    public Uri NormalizeAddress(Uri address) => SqsAddress.Parse(host.HostAddress, address).ToUri();

    public Task<ISendTransport> GetPublishTransport<T>(Uri? publishAddress)
        where T : class => GetSendTransport(publishAddress ?? throw new ArgumentNullException(nameof(publishAddress)));
}
