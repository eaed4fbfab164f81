using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Pipeline.ServiceDefaults.Health;

internal static class HealthDefaults
{
    // Load balancers and Kubernetes give up sooner or later than this; an answer that names the check is worth more than theirs.
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    public static void AddHealthDefaults(this IServiceCollection services)
    {
        services.AddSingleton(provider => new BackgroundLoops(provider));
        services.AddHostedService(provider => provider.GetRequiredService<BackgroundLoops>());
        services.AddHealthChecks().AddCheck<LoopsHealthCheck>("loops", tags: [HealthTags.Live]);
        services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
            {
                check.Timeout = CheckTimeout;
            }
        });
    }
}
