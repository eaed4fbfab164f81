using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Pipeline.Aws.Transport;

/// <summary>The SDK's settings, as far as anything is left for it to decide.</summary>
internal sealed class TransportConfig : ClientConfig
{
    public TransportConfig(AwsClientOptions options, HttpClientFactory connections)
        : base(new DefaultConfigurationProvider([new DefaultConfiguration { Name = DefaultConfigurationMode.Standard }]))
    {
        UserAgent = $"pipeline-aws botocore-models/{AwsModels.SourceVersion} {options.UserAgentSuffix}".TrimEnd();
        HttpClientFactory = connections;
        DefaultConfigurationMode = DefaultConfigurationMode.Standard;
        DisableLogging = true;
        MaxStaleConnectionRetries = 0;

        // Requests bring their own address; the SDK only wants to see that there is a region.
        RegionEndpoint = RegionEndpoint.USEast1;
    }

    public override string ServiceVersion => "";

    public override string UserAgent { get; }

    public override string RegionEndpointServiceName => "";

    public override Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        throw new NotSupportedException("Requests bring their own address.");
}
