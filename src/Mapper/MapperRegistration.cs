using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pipeline.Mapper.Budgets;
using Pipeline.Messaging.Bus;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Mapper;

/// <summary>Registers the stage that maps.</summary>
public static class MapperRegistration
{
    /// <summary>Adds what the stage's consumer needs.</summary>
    public static IServiceCollection AddMapper(this IServiceCollection services, MappingCompileOptions options)
    {
        services.TryAddSingleton<MappingVersions>();
        services.AddSingleton(options);
        services.AddSingleton<IMappingSource, StoredMappings>();
        services.AddSingleton<RunFuses>();
        return services;
    }

    /// <summary>Adds the stage's consumer to the bus.</summary>
    public static void AddMapperConsumers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<ResourcesEnumeratedConsumer, ResourcesEnumeratedDefinition>();

    // Mapping is pure computing: a page per core keeps them all busy.
    private sealed class ResourcesEnumeratedDefinition()
        : StageConsumerDefinition<ResourcesEnumeratedConsumer>("mapper-resources-enumerated", Environment.ProcessorCount);
}
