using Amazon.Runtime.Endpoints;

namespace Pipeline.Messaging.AmazonSqs.Clients;

/// <summary>Where SNS is: the address that was set, or the region's.</summary>
internal sealed class SnsEndpointProvider(AmazonSimpleNotificationServiceConfig config) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters? parameters)
    {
        if (config.ServiceURL is { Length: > 0 } address)
        {
            return new Endpoint(address);
        }

        if (config.UseDualstackEndpoint || config.UseFIPSEndpoint)
        {
            throw new NotSupportedException("Set SNS's address to use its FIPS or dual-stack endpoint.");
        }

        var region = config.RegionEndpoint;
        return new Endpoint($"https://sns.{region.SystemName}.{region.PartitionDnsSuffix}");
    }
}
