using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Ledger.Mappings;
using Pipeline.Ledger.Owning;
using Pipeline.Ledger.Queue;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.Content;
using Pipeline.Ledger.Tables.InMemory;

namespace Pipeline.Ledger.InMemory;

/// <summary>Registers the ledger.</summary>
public static class LedgerRegistration
{
    /// <summary>Keeps the ledger in this process: it is gone when the process is.</summary>
    public static IServiceCollection AddInMemoryLedger(this IServiceCollection services, RunLedgerOptions? options = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ILedgerTable>(provider => new PackedTable(new InMemoryLedgerTable(provider.GetRequiredService<TimeProvider>())));
        return services.AddRunLedger(options ?? new RunLedgerOptions());
    }

    /// <summary>Adds the record of runs, on the table that is registered.</summary>
    public static IServiceCollection AddRunLedger(this IServiceCollection services, RunLedgerOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton<IRunLedger, TableRunLedger>();
        services.TryAddSingleton<IRunQueue, TableRunQueue>();
        services.TryAddSingleton<OutsideChanges>();
        services.TryAddSingleton<Refreshes>();
        services.TryAddSingleton<MappingNumbers>();
        services.TryAddSingleton<LedgerOwner>();
        return services;
    }
}
