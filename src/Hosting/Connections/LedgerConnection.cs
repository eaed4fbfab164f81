using Microsoft.Extensions.DependencyInjection;
using Pipeline.Hosting.Health;
using Pipeline.Ledger.InMemory;

namespace Pipeline.Hosting.Connections;

/// <summary>Connects a service with the ledger.</summary>
public static class LedgerConnection
{
    /// <summary>Adds the ledger and a health check of its table.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddInMemoryLedger();
        services.AddHealthChecks().AddCheck<LedgerHealthCheck>("ledger");
        return services;
    }
}
