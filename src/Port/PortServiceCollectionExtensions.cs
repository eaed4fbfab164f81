using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Pipeline.Port;

/// <summary>Adds the Port client to an application.</summary>
public static class PortServiceCollectionExtensions
{
    /// <summary>
    /// Registers one <see cref="PortClient"/> for the process, so that all callers share its token and its rate budget.
    /// The options are checked when the host starts.
    /// </summary>
    public static IServiceCollection AddPort(this IServiceCollection services, Action<PortOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<PortOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PortOptions>, PortOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider => new PortClient(
            provider.GetRequiredService<IOptions<PortOptions>>().Value,
            handler: null,
            provider.GetRequiredService<TimeProvider>(),
            jitter: null,
            provider.GetService<ILogger<PortClient>>(),
            provider.GetService<IMeterFactory>()));
        return services;
    }
}
