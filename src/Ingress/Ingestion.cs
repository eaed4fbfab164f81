using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Ingress.Installation;
using Pipeline.Ingress.Installation.Removal;
using Pipeline.Ingress.Mappings;
using Pipeline.Ingress.Reporting;
using Pipeline.Ingress.Runs;
using Pipeline.Ingress.Triggers;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Ingress;

/// <summary>Registers the stage that starts work.</summary>
public static class Ingestion
{
    /// <summary>Adds what starts runs. A mapping origin that is registered before takes the place of Port's mapping.</summary>
    public static IServiceCollection AddIngress(this IServiceCollection services, InstallationOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MappingVersions>();
        services.TryAddSingleton<IMappingOrigin, PortMapping>();
        services.TryAddSingleton<MappingReading>();
        services.AddSingleton(options);
        services.AddSingleton<ResourceFolder>();
        services.AddSingleton<BlueprintInstaller>();
        services.AddSingleton<ResourceInstaller>();
        services.AddSingleton<ProvisioningWait>();
        services.AddSingleton<OriginChoice>();
        services.AddSingleton<IntegrationMetadata>();
        services.AddSingleton<DefaultsInstaller>();
        services.AddSingleton<OrganisationCheck>();
        services.AddSingleton<PortInstallation>();
        services.AddReporting();
        services.AddSingleton<RefreshSchedule>();
        services.AddSingleton<RunStarter>();
        services.AddSingleton<RunRecovery>();
        services.AddSingleton<CutOffEnds>();
        services.AddSingleton<RunCoordinator>();
        services.TryAddSingleton(new LostRunOptions());
        services.AddSingleton<LostRuns>();
        services.AddHostedService<RunWatchdog>();
        return services;
    }

    /// <summary>Adds what tells of an installation what a run would find or make; the options say whose.</summary>
    public static IServiceCollection AddPlannedInstallation(this IServiceCollection services, InstallationOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MappingVersions>();
        services.AddSingleton(options);
        services.AddSingleton<ResourceFolder>();
        services.AddSingleton<OriginChoice>();
        services.AddSingleton<OrganisationCheck>();
        return services.AddSingleton<PlannedInstallation>();
    }

    /// <summary>Adds what takes an installation away from Port again; the options say whose.</summary>
    public static IServiceCollection AddInstallationRemoval(this IServiceCollection services, InstallationOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(options);
        services.TryAddSingleton<ResourceFolder>();
        services.AddSingleton<OwnedEntities>();
        services.AddSingleton<InstallationRemoval>();
        return services.AddSingleton<RemovalRun>();
    }

    /// <summary>Adds the POLLING listener.</summary>
    public static IServiceCollection AddPolling(this IServiceCollection services, PollingOptions options) => services
        .AddSingleton(options)
        .AddHostedService<ResyncPoller>();

    /// <summary>Adds the schedule.</summary>
    public static IServiceCollection AddSchedule(this IServiceCollection services, TimeSpan interval) => services
        .AddHostedService(provider => ActivatorUtilities.CreateInstance<Schedule>(provider, interval));

    /// <summary>Adds the stage's consumers to the bus.</summary>
    public static void AddIngressConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<RunFinishedConsumer, RunFinishedDefinition>();
        bus.AddReportingConsumers();
    }

    private sealed class RunFinishedDefinition() : StageConsumerDefinition<RunFinishedConsumer>("ingress-run-finished", concurrency: 1);
}
