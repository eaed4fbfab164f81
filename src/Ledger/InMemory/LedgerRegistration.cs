using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.InMemory;

namespace Pipeline.Ledger.InMemory;

/// <summary>Registers the ledger.</summary>
public static class LedgerRegistration
{
    /// <summary>Keeps run state in this process.</summary>
    public static IServiceCollection AddInMemoryLedger(this IServiceCollection services, RunLedgerOptions? options = null)
    {
        services.TryAddSingleton(options ?? new RunLedgerOptions());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IRunLedger, InMemoryRunLedger>();
        services.TryAddSingleton<ILedgerTable, InMemoryLedgerTable>();
        return services;
    }
}
