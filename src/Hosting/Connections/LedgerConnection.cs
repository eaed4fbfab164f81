using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Hosting.Health;
using Pipeline.Ledger;
using Pipeline.Ledger.InMemory;
using Pipeline.Ledger.Tables;
using Pipeline.Ledger.Tables.Content;
using Pipeline.Ledger.Tables.DynamoDb;
using Pipeline.Ledger.Tables.Metering;
using Pipeline.ServiceDefaults.Services;

namespace Pipeline.Hosting.Connections;

/// <summary>Connects a service with the ledger in DynamoDB.</summary>
public static class LedgerConnection
{
    /// <summary>Adds the ledger and a health check of its table.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services, ServiceSettings service)
    {
        ArgumentNullException.ThrowIfNull(service);
        services.AddLedgerMeter();
        services.TryAddSingleton<ILedgerTable>(provider => new PackedTable(new MeteredTable(
            new ReadyTable(Open(service, provider.GetRequiredService<TimeProvider>()), service.CreatesTopology),
            provider.GetRequiredService<LedgerMeter>())));
        services.AddRunLedger(new RunLedgerOptions { Sweeps = true });
        return services.AddLedgerHealth();
    }

    /// <summary>Has a process that cannot write its ledger say that it is not ready.</summary>
    public static IServiceCollection AddLedgerHealth(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LedgerHealthCheck>();
        services.AddHealthChecks().AddCheck<LedgerHealthCheck>("ledger");
        return services;
    }

    /// <summary>A client of a service's table, which may be missing.</summary>
    public static DynamoDbLedgerTable Open(ServiceSettings service, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(service);
        return new DynamoDbLedgerTable(Options(service), credentials: null, time, Random.Shared.NextDouble);
    }

    private static DynamoDbOptions Options(ServiceSettings service) => new()
    {
        Table = service.Table,
        Region = service.Region,
        Endpoint = service.DynamoDbUrl,
    };
}
