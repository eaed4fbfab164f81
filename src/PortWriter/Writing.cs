using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Ledger.Resources;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.PortWriter.Bulk;
using Pipeline.PortWriter.Drift;
using Pipeline.PortWriter.Mappings;
using Pipeline.PortWriter.Observing;
using Pipeline.PortWriter.Parking;
using Pipeline.PortWriter.Planning;
using Pipeline.PortWriter.Recording;
using Pipeline.PortWriter.Removing;
using Pipeline.PortWriter.Sweeping;

namespace Pipeline.PortWriter;

/// <summary>Registers the stage that writes to Port.</summary>
public static class Writing
{
    // What these do is a ledger write each: many at once would only contend.
    private const int ConcurrentRecords = 4;

    // Each looks up dependents and deletes: calls that share Port's budget with the writes.
    private const int ConcurrentRemovals = 8;

    /// <summary>Adds what the stage's consumers need. The Port client is the host's to add.</summary>
    public static IServiceCollection AddPortWriter(this IServiceCollection services, PortWriterOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddResourceLedger();
        services.TryAddSingleton<PlannedEntities>();
        services.TryAddSingleton<IPortWrites, PortWrites>();
        services.AddSingleton<BulkWriter>();
        services.AddSingleton<WriteRoom>();
        services.AddSingleton<OwnedEntities>();
        services.AddSingleton<RunFactsReader>();
        services.AddSingleton<Adoption>();
        services.AddSingleton<UnattributedEntities>();
        services.AddSingleton<UnattributedSweep>();
        services.AddSingleton<EntityWrites>();
        services.AddSingleton<ObservationWriter>();
        services.AddSingleton<RowTurns>();
        services.TryAddSingleton<MappingVersions>();
        services.AddSingleton<MappingChanges>();
        services.AddSingleton<BlueprintRelations>();
        services.AddSingleton<Dependents>();
        services.AddSingleton<DoomedEntities>();
        services.AddSingleton<DeletionPlanner>();
        services.AddSingleton<EntityDeletions>();
        services.AddSingleton<EntityRemover>();
        services.AddSingleton<IRepairRequests, RepairRequests>();
        services.AddSingleton<ParkingLot>();
        services.AddSingleton<LiveParking>();
        services.AddSingleton<ParkedOrder>();
        services.AddSingleton<ParkedRetry>();
        services.AddSingleton<RunLeftovers>();
        services.AddSingleton<DroppedRemoval>();
        services.AddSingleton<ScopeSweep>();
        return services;
    }

    /// <summary>Has the stage plan only: it notes in a <see cref="ChangePlan"/> what it would do, and changes nothing at Port. Before <see cref="AddPortWriter"/>.</summary>
    public static IServiceCollection AddPlannedWrites(this IServiceCollection services) => services
        .AddSingleton<ChangePlan>()
        .AddSingleton<PlannedEntities>()
        .AddSingleton<HeldEntities>()
        .AddSingleton<PlaceholderPlan>()
        .AddSingleton<IPortWrites, PlannedWrites>()
        .AddSingleton(provider => new PlanReader(
            provider.GetRequiredService<ChangePlan>(), provider.GetRequiredService<PlaceholderPlan>(), provider.GetRequiredService<EntityLedger>()));

    /// <summary>Adds the stage's consumers to the bus.</summary>
    public static void AddPortWriterConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<EntitiesMappedConsumer, EntitiesMappedDefinition>();
        bus.AddConsumer<ResourceGoneConsumer, ResourceGoneDefinition>();
        bus.AddConsumer<SweepScopeConsumer, SweepScopeDefinition>();
        bus.AddConsumer<ScopeEndConsumer, ScopeEndDefinition>();
        bus.AddConsumer<StageFaultConsumer, StageFaultDefinition>();
        bus.AddConsumer<RunFinishedConsumer, RunFinishedDefinition>();
    }

    private sealed class EntitiesMappedDefinition(PortWriterOptions options)
        : StageConsumerDefinition<EntitiesMappedConsumer>("port-writer-entities-mapped", options.ConcurrentMessages);

    private sealed class ResourceGoneDefinition() : StageConsumerDefinition<ResourceGoneConsumer>("port-writer-resource-gone", ConcurrentRemovals);

    private sealed class SweepScopeDefinition() : StageConsumerDefinition<SweepScopeConsumer>("port-writer-sweep-scope", ConcurrentRemovals);

    private sealed class ScopeEndDefinition() : StageConsumerDefinition<ScopeEndConsumer>("port-writer-scope-end", ConcurrentRecords);

    private sealed class StageFaultDefinition() : StageConsumerDefinition<StageFaultConsumer>("port-writer-stage-fault", ConcurrentRecords);

    private sealed class RunFinishedDefinition() : StageConsumerDefinition<RunFinishedConsumer>("port-writer-run-finished", ConcurrentRecords);
}
