using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Pipeline.Messaging.AmazonSqs.Clients;

namespace Pipeline.Messaging.AmazonSqs;

/// <summary>Settings for calling SNS, named as in the package that takes this one's place.</summary>
public sealed class AmazonSimpleNotificationServiceConfig : ClientConfig
{
    /// <summary>Settings as the SDK has them by default.</summary>
    public AmazonSimpleNotificationServiceConfig()
        : base(new DefaultConfigurationProvider([new DefaultConfiguration { Name = DefaultConfigurationMode.Standard }]))
    {
        ServiceId = "SNS";
        AuthenticationServiceName = "sns";
        EndpointProvider = new SnsEndpointProvider(this);
    }

    /// <inheritdoc/>
    public override string ServiceVersion => "2010-03-31";

    /// <inheritdoc/>
    public override string UserAgent => "pipeline-messaging";

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "sns";

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(null);
}
