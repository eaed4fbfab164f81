using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Drift;
using Pipeline.PortWriter.Planning;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Checking;

/// <summary>Registers the comparison of the ledger with Port.</summary>
public static class CheckRegistration
{
    /// <summary>Adds the comparison. The Port client and the ledger's table are the host's to add.</summary>
    public static IServiceCollection AddLedgerCheck(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddResourceLedger()
            .AddSingleton<PlannedEntities>()
            .AddSingleton<OwnedEntities>()
            .AddSingleton<HeldEntities>()
            .AddSingleton<BlueprintRelations>()
            .AddSingleton<Dependents>()
            .AddSingleton<LedgerRows>()
            .AddSingleton(provider => new LedgerCheck(
                provider.GetRequiredService<OwnedEntities>(),
                provider.GetRequiredService<LedgerRows>(),
                provider.GetRequiredService<SearchedBlueprints>(),
                provider.GetRequiredService<HeldEntities>(),
                provider.GetRequiredService<Dependents>()));
    }
}
