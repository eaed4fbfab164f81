using Microsoft.Extensions.DependencyInjection;
using Pipeline.Enumerator;
using Pipeline.Hosting.Connections;
using Pipeline.Ingress;
using Pipeline.Ledger.InMemory;
using Pipeline.Mapper;
using Pipeline.Messaging.Bus;
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
        services.AddInMemoryLedger();
        services.AddPort(settings, readPatience);
        services.AddEnumerator(settings.ToEnumeratorOptions(), settings.ToAwsClientOptions(isService: false));
        services.AddMapper(new MappingCompileOptions { Environment = settings.MappingEnvironment });
        services.AddPortWriter(settings.ToPortWriterOptions());
        services.AddIngress(settings.ToInstallationOptions());
        return services.AddPipelineBus(
            settings.Memory.PagesInFlightBytes,
            resync =>
            {
                resync.AddIngressConsumers();
                resync.AddEnumeratorConsumers();
                resync.AddMapperConsumers();
                resync.AddPortWriterConsumers();
            },
            live =>
            {
                live.AddMapperConsumers();
                live.AddPortWriterConsumers();
            });
    }
}
