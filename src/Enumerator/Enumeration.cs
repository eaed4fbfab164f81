using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Aws;
using Pipeline.Enumerator.Accounts;
using Pipeline.Enumerator.Calls;
using Pipeline.Enumerator.Fetching;
using Pipeline.Enumerator.Listing;
using Pipeline.Enumerator.Planning;
using Pipeline.Ledger.Resources;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Enumerator;

/// <summary>Registers the stage that lists AWS.</summary>
public static class Enumeration
{
    // Planning asks every account for its regions; two runs at once would only meet the same limits twice.
    private const int ConcurrentPlans = 1;

    /// <summary>Adds what the stage's consumers need.</summary>
    public static IServiceCollection AddEnumerator(
        this IServiceCollection services, EnumeratorOptions options, AwsClientOptions awsOptions)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MappingVersions>();
        services.AddSingleton(options);
        services.AddSingleton(provider => new AwsClient(awsOptions, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CallBudgets>();
        services.AddSingleton<Endpoints>();
        services.AddSingleton<CallCounts>();
        services.AddSingleton<AwsCaller>();
        services.AddSingleton<Organization>();
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<RegionReader>();
        services.AddSingleton<AccountDiscovery>();
        services.AddSingleton<AwsPages>();
        services.AddSingleton<BucketRegions>();
        services.AddSingleton<ResourceReader>();

        // The first that lists a scope is taken: Cloud Control, which lists any, comes last.
        services.AddSingleton<IResourceLister, OrganizationAccountLister>();
        services.AddSingleton<IResourceLister, QueueLister>();
        services.AddSingleton<GroupMembers>();
        services.AddSingleton<IResourceLister, GroupMemberLister>();
        services.AddSingleton<NativeLister>();
        services.AddSingleton<IResourceLister>(provider => provider.GetRequiredService<NativeLister>());
        services.AddSingleton<IResourceLister, CloudControlLister>();
        services.AddResourceLedger();
        services.AddSingleton<RememberedScopes>();
        services.AddSingleton<AccountGuard>();
        services.AddSingleton<ScopeListing>();
        services.AddSingleton<ListingsHere>();
        return services.AddFetching();
    }

    /// <summary>Adds the stage's consumers to the bus.</summary>
    public static void AddEnumeratorConsumers(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<StartRunConsumer, StartRunDefinition>();
        bus.AddConsumer<EnumerateScopeConsumer, EnumerateScopeDefinition>();
    }

    /// <summary>Adds the stage's consumers for live events to their lane.</summary>
    public static void AddEnumeratorLiveConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<ResourceChangedConsumer, ResourceChangedDefinition>();

    private sealed class StartRunDefinition() : StageConsumerDefinition<StartRunConsumer>("enumerator-start-run", ConcurrentPlans);

    private sealed class EnumerateScopeDefinition(EnumeratorOptions options)
        : StageConsumerDefinition<EnumerateScopeConsumer>("enumerator-enumerate-scope", options.ConcurrentScopes);

    private sealed class ResourceChangedDefinition()
        : StageConsumerDefinition<ResourceChangedConsumer>("enumerator-resource-changed", FetchRegistration.HintsAtOnce);
}
