using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Ledger.Resources;
using Pipeline.Messaging.Bus;
using Pipeline.PortWriter.Bulk;
using Pipeline.PortWriter.Observing;
using Pipeline.PortWriter.Recording;

namespace Pipeline.PortWriter;

/// <summary>Registers the stage that writes to Port.</summary>
public static class Writing
{
    // What these do is a ledger write each: many at once would only contend.
    private const int ConcurrentRecords = 4;

    /// <summary>Adds what the stage's consumers need. The Port client is the host's to add.</summary>
    public static IServiceCollection AddPortWriter(this IServiceCollection services, PortWriterOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddResourceLedger();
        services.AddSingleton<BulkWriter>();
        services.AddSingleton<EntityWrites>();
        services.AddSingleton<ObservationWriter>();
        services.AddSingleton<RepairRequests>();
        return services;
    }

    /// <summary>Adds the stage's consumers to the bus.</summary>
    public static void AddPortWriterConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<EntitiesMappedConsumer, EntitiesMappedDefinition>();
        bus.AddConsumer<ScopeEndConsumer, ScopeEndDefinition>();
        bus.AddConsumer<StageFaultConsumer, StageFaultDefinition>();
        bus.AddConsumer<RunFinishedConsumer, RunFinishedDefinition>();
    }

    private sealed class EntitiesMappedDefinition(PortWriterOptions options)
        : StageConsumerDefinition<EntitiesMappedConsumer>("port-writer-entities-mapped", options.ConcurrentMessages);

    private sealed class ScopeEndDefinition() : StageConsumerDefinition<ScopeEndConsumer>("port-writer-scope-end", ConcurrentRecords);

    private sealed class StageFaultDefinition() : StageConsumerDefinition<StageFaultConsumer>("port-writer-stage-fault", ConcurrentRecords);

    private sealed class RunFinishedDefinition() : StageConsumerDefinition<RunFinishedConsumer>("port-writer-run-finished", ConcurrentRecords);
}
