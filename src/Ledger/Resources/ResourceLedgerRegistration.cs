using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Pipeline.Ledger.Resources;

/// <summary>Registers what the ledger knows of resources. The table is the host's to add.</summary>
public static class ResourceLedgerRegistration
{
    /// <summary>Adds rows, contributors, marks, and what was searched for.</summary>
    public static IServiceCollection AddResourceLedger(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ResourceLedger>();
        services.TryAddSingleton<EntityLedger>();
        services.TryAddSingleton<ScopeMarks>();
        services.TryAddSingleton<SearchedBlueprints>();
        services.TryAddSingleton<ParkedResources>();
        services.TryAddSingleton<AwaitedEntities>();
        return services;
    }
}
