using Amazon;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting.Health;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.ServiceDefaults.Services;

namespace Pipeline.Hosting.Connections;

/// <summary>Connects a service with the claim-check store in S3.</summary>
public static class ClaimCheckConnection
{
    /// <summary>Adds the store and a health check of it; where what is missing is created, the bucket too.</summary>
    public static IServiceCollection AddClaimChecks(this IServiceCollection services, ServiceSettings service)
    {
        ArgumentNullException.ThrowIfNull(service);
        services.AddSingleton<IAmazonS3>(_ => new AmazonS3Client(Config(service)));
        services.AddS3ClaimChecks(service.Bucket, service.CreatesTopology);
        services.AddHealthChecks().AddCheck<ClaimCheckHealthCheck>("claim-checks");
        return services;
    }

    private static AmazonS3Config Config(ServiceSettings service)
    {
        // One layer repeats, and it is the store's. AWS_ENDPOINT_URL says where resources are read.
        var config = new AmazonS3Config { IgnoreConfiguredEndpointUrls = true, MaxErrorRetry = 0, Timeout = TimeSpan.FromSeconds(30) };
        if (service.S3Url is { } url)
        {
            config.ServiceURL = url.ToString();
            config.ForcePathStyle = true;
            config.AuthenticationRegion = service.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(service.Region);
        }

        return config;
    }
}
