using System.Text.Encodings.Web;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Topology;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.ClaimCheck.Wire;
using Pipeline.Messaging.Flow;

namespace Pipeline.Messaging.Bus;

/// <summary>Connects the stages. This is the one place that knows what carries their messages.</summary>
public static class PipelineBus
{
    // Of the 30 s between SIGTERM and the end that ECS and Kubernetes give, five are left to close stores. A message
    // that is still under way a second before is given up: without that, one that waits for Port would wait on.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan ConsumerStopTimeout = TimeSpan.FromSeconds(24);

    /// <summary>
    /// Adds the bus and what travels beside it, for all stages in one process. The transport is in memory: messages live
    /// as long as the process, and <see cref="PageCredit"/> keeps them few.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="pagesInFlightBytes">How many bytes of pages may be on their way to Port at one time.</param>
    /// <param name="addConsumers">Adds the resync consumers of the stages that run in this process.</param>
    /// <param name="addLiveConsumers">Adds their consumers for live events, to the lane of <see cref="ILiveBus"/>.</param>
    public static IServiceCollection AddPipelineBus(
        this IServiceCollection services,
        long pagesInFlightBytes,
        Action<IBusRegistrationConfigurator> addConsumers,
        Action<IBusRegistrationConfigurator>? addLiveConsumers = null)
    {
        services.TryAddSingleton(provider => new PageCredit(
            pagesInFlightBytes, provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None));
        services.AddLanes(waitUntilStarted: true);
        services.AddMassTransit(bus => InMemory(bus, LaneNames.Resync, addConsumers));
        return services.AddMassTransit<ILiveBus>(bus => InMemory(bus, LaneNames.Live, addLiveConsumers ?? (_ => { })));
    }

    /// <summary>
    /// Adds the bus between services, over SNS and SQS. There is no page credit: what waits, waits in queues. The host
    /// starts before the queues can be reached; until then the bus is unhealthy.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="queues">Where the queues are.</param>
    /// <param name="addConsumers">Adds the resync consumers of this service.</param>
    /// <param name="addLiveConsumers">Adds its consumers for live events.</param>
    public static IServiceCollection AddPipelineBus(
        this IServiceCollection services,
        QueueSettings queues,
        Action<IBusRegistrationConfigurator> addConsumers,
        Action<IBusRegistrationConfigurator> addLiveConsumers)
    {
        services.TryAddSingleton(PageCredit.Unlimited);
        services.AddLanes(waitUntilStarted: false);
        services.AddMassTransit(bus => OverQueues(bus, LaneNames.Resync, queues, addConsumers));
        return services.AddMassTransit<ILiveBus>(bus => OverQueues(bus, LaneNames.Live, queues, addLiveConsumers));
    }

    private static void AddLanes(this IServiceCollection services, bool waitUntilStarted)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IClaimCheckStore, InMemoryClaimCheckStore>();
        services.Configure<MassTransitHostOptions>(options =>
        {
            options.WaitUntilStarted = waitUntilStarted;
            options.StopTimeout = StopTimeout;
            options.ConsumerStopTimeout = ConsumerStopTimeout;
        });
    }

    private static void InMemory(IBusRegistrationConfigurator bus, string lane, Action<IBusRegistrationConfigurator> addConsumers)
    {
        bus.DisableUsageTelemetry();
        addConsumers(bus);
        bus.UsingInMemory((context, transport) =>
        {
            transport.Host(lane);
            transport.UseWire(context);
            transport.ConfigureEndpoints(context);
        });
    }

    private static void OverQueues(
        IBusRegistrationConfigurator bus, string lane, QueueSettings queues, Action<IBusRegistrationConfigurator> addConsumers)
    {
        var names = new LaneNames(queues.Prefix, lane);
        bus.DisableUsageTelemetry();
        addConsumers(bus);
        bus.UsingAmazonSqs((context, transport) =>
        {
            transport.Host(queues.Region, host =>
            {
                host.Config(QueueConnection.Sqs(queues));
                host.Config(QueueConnection.Sns(queues));
            });
            transport.MessageTopology.SetEntityNameFormatter(names);
            transport.Topology(PipelineTopology.Plan(queues.Prefix, lane), queues.Creates ? TopologyMode.Create : TopologyMode.Verify);
            transport.UseWire(context);
            transport.ConfigureEndpoints(context, names);
        });
    }

    private static void UseWire(this IBusFactoryConfigurator transport, IBusRegistrationContext context)
    {
        transport.ConfigureJsonSerializerOptions(options =>
        {
            // Bodies are counted and limited in bytes; escaping every letter beyond ASCII would double them.
            options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            options.WriteIndented = false;
            return options;
        });
        transport.UseClaimCheck(context.GetRequiredService<IClaimCheckStore>());
    }
}
