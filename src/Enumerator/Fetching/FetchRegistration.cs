using Microsoft.Extensions.DependencyInjection;
using Pipeline.Enumerator.Fetching.Fetchers;

namespace Pipeline.Enumerator.Fetching;

/// <summary>Registers what live events need.</summary>
internal static class FetchRegistration
{
    /// <summary>Hints taken at one time. Most wait: for their turn, for a second, or for AWS to show what is new.</summary>
    public const int HintsAtOnce = 1000;

    public static IServiceCollection AddFetching(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<FetchMeter>();
        services.AddSingleton<FetchGate>();
        services.AddSingleton<KnownAccounts>();
        services.AddSingleton<CloudControlFetcher>();

        // The first that fetches a scope is taken: Cloud Control, which reads any, comes last.
        services.AddSingleton<IResourceFetcher, OrganizationAccountFetcher>();
        services.AddSingleton<IResourceFetcher, QueueFetcher>();
        services.AddSingleton<IResourceFetcher, GroupFetcher>();
        services.AddSingleton<IResourceFetcher, CertificateFetcher>();
        services.AddSingleton<IResourceFetcher, NativeFetcher>();
        services.AddSingleton<IResourceFetcher>(provider => provider.GetRequiredService<CloudControlFetcher>());
        services.AddSingleton<ResourceFetch>();
        services.AddSingleton<LiveFetching>();
        return services;
    }
}
