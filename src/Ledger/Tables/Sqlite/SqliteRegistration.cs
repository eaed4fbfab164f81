using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Pipeline.Ledger.InMemory;
using Pipeline.Ledger.Tables.Content;
using Pipeline.Ledger.Tables.Metering;

namespace Pipeline.Ledger.Tables.Sqlite;

/// <summary>Registers the ledger of one process.</summary>
public static class SqliteRegistration
{
    /// <summary>Keeps the ledger in a file. It is opened when the host starts to use it, and closed with the host.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="path">The file; see <see cref="Home.LedgerFile"/>.</param>
    /// <param name="options">What the record of runs is told.</param>
    public static IServiceCollection AddSqliteLedger(this IServiceCollection services, string path, RunLedgerOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddLedgerMeter();
        services.TryAddSingleton(provider => SqliteLedgerTable.Open(
            path, provider.GetRequiredService<TimeProvider>(), LedgerOutageLog.Of(provider.GetService<ILogger<SqliteLedgerTable>>())));
        services.TryAddSingleton<ILedgerTable>(provider => new PackedTable(new MeteredTable(
            provider.GetRequiredService<SqliteLedgerTable>(), provider.GetRequiredService<LedgerMeter>())));
        return services.AddRunLedger(options);
    }
}
