using Microsoft.Extensions.DependencyInjection;
using Pipeline.Enumerator;
using Pipeline.Hosting.Connections;
using Pipeline.Hosting.DeadLetters;
using Pipeline.Ingress;
using Pipeline.Ingress.Reporting.Logs;
using Pipeline.Ledger;
using Pipeline.Ledger.Tables.Sqlite;
using Pipeline.Mapper;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.PortWriter;
using Pipeline.ServiceDefaults;

namespace Pipeline.Standalone.Hosting;

/// <summary>All four stages in one process.</summary>
internal static class PipelineHost
{
    /// <summary>Adds the stages and the bus between them.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="settings">The installation.</param>
    /// <param name="readPatience">How long reading from Port is tried; null for the client's own default.</param>
    public static IServiceCollection AddPipeline(this IServiceCollection services, PipelineSettings settings, TimeSpan? readPatience)
    {
        services.AddSqliteLedger(settings.LedgerFile(), new RunLedgerOptions { Sweeps = true });
        services.AddFileClaimChecks(settings.ClaimChecks());
        services.AddKeptDeadLetters(settings.ReplayRequests());
        services.AddPort(settings, readPatience);
        services.AddEnumerator(settings.ToEnumeratorOptions(), settings.ToAwsClientOptions(isService: false));
        services.AddMapper(new MappingCompileOptions { Environment = settings.MappingEnvironment }, settings.Reporting.SendExamples);
        services.AddPortWriter(settings.ToPortWriterOptions());
        services.AddSingleton(settings.ToReportingOptions());
        if (settings.Reporting.SendLogs)
        {
            services.AddPortLog();
        }

        services.AddIngress(settings.ToInstallationOptions());
        services.AddSingleton<AftermathFaults>();
        services.AddSingleton<RepairsUnderWay>();
        return services.AddPipelineBus(
            settings.Memory.PagesInFlightBytes,
            resync =>
            {
                resync.AddIngressConsumers();
                resync.AddEnumeratorConsumers();
                resync.AddMapperConsumers();
                resync.AddPortWriterConsumers();
                resync.AddConsumer<AftermathFaultConsumer>();
            },
            live =>
            {
                live.AddEnumeratorLiveConsumers();
                live.AddMapperConsumers();
                live.AddPortWriterConsumers();
            });
    }
}
