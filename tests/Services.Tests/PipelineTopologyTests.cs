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
    [InlineData(LaneNames.Resync)]
    [InlineData(LaneNames.Live)]
    public void Of_EveryConsumer_HasItsQueueAndItsMessagesInThePlan(string lane)
    {
        var planned = PipelineTopology.Of(lane).ToDictionary(endpoint => endpoint.Name, endpoint => endpoint.Messages.ToHashSet());

        foreach (var (endpoint, messages) in Consumed(lane))
        {
            Assert.True(planned.ContainsKey(endpoint), $"{endpoint} of lane {lane} is not in PipelineTopology.");
            Assert.Equal(messages.Order(), planned[endpoint].Select(message => message.ToString()).Order());
        }
    }

    [Fact]
    public void Plan_NamesAreLegalAndApart()
    {
        var resync = PipelineTopology.Plan(new string('p', 32), LaneNames.Resync);
        var live = PipelineTopology.Plan(new string('p', 32), LaneNames.Live);

        var queues = resync.Queues.Concat(live.Queues).Select(queue => queue.Name).ToList();
        Assert.Equal(queues.Count, queues.Distinct().Count());
        Assert.Empty(resync.Topics.Intersect(live.Topics));
        Assert.All(queues, name => Assert.InRange($"{name}_skipped".Length, 1, 80));
        Assert.All(resync.Topics.Concat(live.Topics), name => Assert.InRange(name.Length, 1, 256));
    }

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
        if (lane == LaneNames.Live)
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
