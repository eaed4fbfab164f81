using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Mapper.Budgets;
using Pipeline.Mapper.Samples;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Mapper;

/// <summary>Registers the stage that maps.</summary>
public static class MapperRegistration
{
    /// <summary>Adds what the stage's consumer needs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">What expressions may see.</param>
    /// <param name="takesSamples">Whether a few resources of each kind are published for people to look at.</param>
    public static IServiceCollection AddMapper(this IServiceCollection services, MappingCompileOptions options, bool takesSamples = false)
    {
        services.TryAddSingleton<MappingVersions>();
        services.AddSingleton(options);
        services.AddSingleton<IMappingSource, StoredMappings>();
        services.AddSingleton<RunFuses>();
        services.AddSingleton(new ResourceSampler(takesSamples));
        return services;
    }

    /// <summary>Adds the stage's consumer to the bus.</summary>
    public static void AddMapperConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<ResourcesEnumeratedConsumer, ResourcesEnumeratedDefinition>();

    // Mapping is pure computing: a page per core keeps them all busy.
    private sealed class ResourcesEnumeratedDefinition()
        : StageConsumerDefinition<ResourcesEnumeratedConsumer>("mapper-resources-enumerated", Environment.ProcessorCount);
}
