using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Enumerator;
using Pipeline.Hosting;
using Pipeline.Ingress;
using Pipeline.Mapper;
using Pipeline.Messaging.Bus;
using Pipeline.PortWriter;

namespace Pipeline.Services.Tests;

public sealed class PipelineTopologyTests
{
    private static readonly Stage[] Stages = [new IngressStage(), new EnumeratorStage(), new MapperStage(), new PortWriterStage()];

    [Theory]
    [InlineData(PipelineTopology.Resync)]
    [InlineData(PipelineTopology.Live)]
    public void Subscriptions_AreWhatTheConsumersTake(string lane)
    {
        var planned = PipelineTopology.Subscriptions
            .Where(subscription => subscription.Lane == lane)
            .Select(subscription => $"{subscription.Endpoint} takes {subscription.Message}");
        var taken = Consumed(lane).SelectMany(endpoint => endpoint.Value.Select(message => $"{endpoint.Key} takes {message}"));

        Assert.Equal(taken.Order(StringComparer.Ordinal), planned.Order(StringComparer.Ordinal));
    }

    // SQS takes 80 characters, of which a queue of what failed needs some and the user's prefix up to 33 with its dash.
    [Fact]
    public void Subscriptions_QueuesWithTheLongestPrefix_AreNotTooLong() => Assert.All(
        PipelineTopology.Subscriptions,
        subscription => Assert.InRange($"-{subscription.Endpoint}-{subscription.Lane}_skipped".Length, 1, 80 - 32));

    private static Dictionary<string, List<string>> Consumed(string lane)
    {
        var services = new ServiceCollection();
        services.AddMassTransit(bus => Stages.ToList().ForEach(stage => Add(stage, lane, bus)));
        return services
            .Where(service => service.ServiceType.IsAssignableTo(typeof(IConsumerDefinition)) || service.ImplementationType?.IsAssignableTo(typeof(IConsumerDefinition)) == true)
            .Select(service => service.ImplementationType ?? service.ServiceType)
            .Distinct()
            .Where(definition => !definition.IsAbstract)
            .ToDictionary(NameOf, definition => MessagesOf(definition));
    }

    private static void Add(Stage stage, string lane, IBusRegistrationConfigurator bus)
    {
        if (lane == PipelineTopology.Live)
        {
            stage.AddLiveConsumers(bus);
        }
        else
        {
            stage.AddConsumers(bus);
        }
    }

    private static string NameOf(Type definition)
    {
        using var provider = new ServiceCollection()
            .AddSingleton(new EnumeratorOptions())
            .AddSingleton(new PortWriterOptions())
            .BuildServiceProvider();
        return ((IConsumerDefinition)ActivatorUtilities.CreateInstance(provider, definition)).GetEndpointName(DefaultEndpointNameFormatter.Instance);
    }

    private static List<string> MessagesOf(Type definition) =>
    [
        .. ConsumerOf(definition).GetInterfaces()
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(type => type.GetGenericArguments()[0].ToString()),
    ];

    private static Type ConsumerOf(Type definition) => definition.BaseType!.GetGenericArguments()[0];
}
