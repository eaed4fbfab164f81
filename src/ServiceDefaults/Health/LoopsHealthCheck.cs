using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Pipeline.ServiceDefaults.Health;

/// <summary>
/// Whether every background loop of the process goes on. Each is made to outlive whatever happens, so one that has ended
/// before the process does is broken for good, and only a restart mends it.
/// </summary>
internal sealed class LoopsHealthCheck(IServiceProvider services, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var dead = lifetime.ApplicationStopping.IsCancellationRequested
            ? []
            : services.GetServices<IHostedService>().OfType<BackgroundService>()
                .Where(loop => loop.ExecuteTask is { IsCompleted: true })
                .Select(loop => $"{loop.GetType().Name} ({loop.ExecuteTask!.Exception?.InnerException?.Message ?? "it ended"})")
                .ToList();
        return Task.FromResult(dead.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(string.Join("; ", dead)));
    }
}
