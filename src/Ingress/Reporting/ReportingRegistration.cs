using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Pipeline.Ingress.Reporting.Examples;
using Pipeline.Ledger;
using Pipeline.Messaging.Bus;
using Pipeline.ServiceDefaults.Logging;

namespace Pipeline.Ingress.Reporting;

/// <summary>Registers what Port is told beside entities.</summary>
internal static class ReportingRegistration
{
    /// <summary>Adds the reports; options that are registered before count.</summary>
    public static void AddReporting(this IServiceCollection services)
    {
        services.TryAddSingleton(new ReportingOptions());
        services.TryAddSingleton(new SecretRedactor([]));
        services.AddSingleton<BestEffort>();
        services.AddSingleton<IngestUrls>();
        services.AddSingleton<ResyncStates>();
        services.AddSingleton<MetricsWebhook>();
        services.AddSingleton<SyncMetricsSender>();
        services.AddSingleton<RunTeller>();
        services.AddSingleton<ExampleCover>();
        services.AddSingleton<KindExamples>();
        services.AddSingleton(provider => new RunReporting(
            provider.GetRequiredService<RunTeller>(),
            provider.GetRequiredService<IRunLedger>(),
            provider.GetRequiredService<ReportingOptions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<RunReporting>>()));
        services.AddHostedService(provider => provider.GetRequiredService<RunReporting>());
    }

    /// <summary>Adds the consumers to the bus.</summary>
    public static void AddReportingConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<ResourcesSampledConsumer, ResourcesSampledDefinition>();

    // One at a time: it is the last thing that Port's budget is for.
    private sealed class ResourcesSampledDefinition()
        : StageConsumerDefinition<ResourcesSampledConsumer>("ingress-resources-sampled", concurrency: 1);
}
