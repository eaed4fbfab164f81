using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
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
    // As long as the claim-check store is waited for: a message that is under way is worth more than half an hour.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    /// <summary>Adds the ledger and a health check of its table.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services, ServiceSettings service)
    {
        ArgumentNullException.ThrowIfNull(service);
        services.AddLedgerMeter();
        services.TryAddSingleton<ILedgerTable>(provider => new PackedTable(new MeteredTable(Ready(service, provider), provider.GetRequiredService<LedgerMeter>())));
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
        return Open(service, time, TimeSpan.Zero, tell: null);
    }

    private static ReadyTable Ready(ServiceSettings service, IServiceProvider provider)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var tell = LedgerOutageLog.Of(provider.GetService<ILogger<DynamoDbLedgerTable>>());
        return new ReadyTable(Open(service, time, Patience, tell), service.CreatesTopology, time, tell);
    }

    private static DynamoDbLedgerTable Open(ServiceSettings service, TimeProvider time, TimeSpan patience, Action<Exception?>? tell) =>
        new(Options(service) with { Patience = patience }, credentials: null, time, Random.Shared.NextDouble, tell);

    private static DynamoDbOptions Options(ServiceSettings service) => new()
    {
        Table = service.Table,
        Region = service.Region,
        Endpoint = service.DynamoDbUrl,
    };
}
