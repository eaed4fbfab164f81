using MassTransit;

namespace Pipeline.Mapper;

/// <summary>Puts the mapping stage on a bus.</summary>
public static class MapperRegistration
{
    /// <summary>Adds the stage's consumer. The host registers an <see cref="IMappingSource"/> beside it.</summary>
    public static IBusRegistrationConfigurator AddMapper(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<ResourcesEnumeratedConsumer>();
        return bus;
    }
}
