using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pipeline.Messaging.ClaimCheck;

/// <summary>Registers the claim-check store.</summary>
public static class ClaimCheckRegistration
{
    /// <summary>Keeps claim checks in files, and deletes those that have expired.</summary>
    public static IServiceCollection AddFileClaimChecks(this IServiceCollection services, string directory)
    {
        services.AddSingleton(provider => new FileClaimCheckStore(directory, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IClaimCheckStore>(provider => provider.GetRequiredService<FileClaimCheckStore>());
        return services.AddHostedService<FileClaimCheckSweep>();
    }

    /// <summary>Keeps claim checks in a bucket, through the S3 client that is registered.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="createsBucket">Whether it is created, with its lifecycle rule, when it is missing.</param>
    public static IServiceCollection AddS3ClaimChecks(this IServiceCollection services, string bucket, bool createsBucket) =>
        services.AddSingleton<IClaimCheckStore>(provider =>
        {
            var time = provider.GetRequiredService<TimeProvider>();
            var s3 = provider.GetRequiredService<IAmazonS3>();
            IClaimCheckStore store = new S3ClaimCheckStore(s3, bucket, time);
            return new PatientClaimCheckStore(
                createsBucket ? new CreatedBucketStore(store, s3, bucket) : store,
                time,
                provider.GetRequiredService<ILogger<PatientClaimCheckStore>>());
        });
}
