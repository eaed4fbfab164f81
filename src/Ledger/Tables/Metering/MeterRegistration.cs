using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Pipeline.Ledger.Tables.Metering;

/// <summary>Registers what counts the ledger's reads and writes.</summary>
public static class MeterRegistration
{
    /// <summary>Adds one <see cref="LedgerMeter"/> for the process.</summary>
    public static IServiceCollection AddLedgerMeter(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new LedgerMeter(provider.GetService<IMeterFactory>()));
        return services;
    }
}
