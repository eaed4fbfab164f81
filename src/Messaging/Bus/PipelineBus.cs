using System.Text.Encodings.Web;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.AmazonSqs.Lanes;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.ClaimCheck.Wire;
using Pipeline.Messaging.Flow;

namespace Pipeline.Messaging.Bus;

/// <summary>Connects the stages. This is the one place that knows what carries their messages.</summary>
public static class PipelineBus
{
    // Of the 30 s between SIGTERM and the end that ECS and Kubernetes give, six are left to close stores. A message
    // that is still under way a second before is given up: without that, one that waits for Port would wait on.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(24);
    private static readonly TimeSpan ConsumerStopTimeout = TimeSpan.FromSeconds(23);

    /// <summary>
    /// Adds the bus and what travels beside it. Without other options the transport is in memory: messages live as long
    /// as the process, and <see cref="PageCredit"/> keeps them few. Over SNS and SQS there is no page credit: what waits,
    /// waits in queues.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="pagesInFlightBytes">How many bytes of pages may be on their way to Port at one time.</param>
    /// <param name="addConsumers">Adds the resync consumers of the stages that run in this process.</param>
    /// <param name="addLiveConsumers">Adds their consumers for live events, to the lane of <see cref="ILiveBus"/>.</param>
    /// <param name="sqs">Carries the messages over SNS and SQS instead.</param>
    public static IServiceCollection AddPipelineBus(
        this IServiceCollection services,
        long pagesInFlightBytes,
        Action<IBusRegistrationConfigurator> addConsumers,
        Action<IBusRegistrationConfigurator>? addLiveConsumers = null,
        AmazonSqsOptions? sqs = null)
    {
        services.TryAddSingleton(provider => sqs is null
            ? new PageCredit(pagesInFlightBytes, provider.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None)
            : PageCredit.Unlimited);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IClaimCheckStore, InMemoryClaimCheckStore>();
        services.TryAddSingleton<IMessagesUnderWay, UnknownUnderWay>();
        services.Configure<MassTransitHostOptions>(options =>
        {
            options.WaitUntilStarted = true;
            options.StopTimeout = StopTimeout;
            options.ConsumerStopTimeout = ConsumerStopTimeout;
        });

        services.AddMassTransit(bus => Configure(bus, PipelineTopology.Resync, addConsumers, sqs));
        return services.AddMassTransit<ILiveBus>(bus => Configure(bus, PipelineTopology.Live, addLiveConsumers ?? (_ => { }), sqs));
    }

    private static void Configure(
        IBusRegistrationConfigurator bus, string lane, Action<IBusRegistrationConfigurator> addConsumers, AmazonSqsOptions? sqs)
    {
        bus.DisableUsageTelemetry();
        addConsumers(bus);
        if (sqs is not null)
        {
            bus.UsingAmazonSqs(sqs, lane, ConfigureWire);
            return;
        }

        bus.UsingInMemory((context, transport) =>
        {
            transport.Host(lane);
            ConfigureWire(context, transport);
            transport.ConfigureEndpoints(context);
        });
    }

    private static void ConfigureWire(IBusRegistrationContext context, IBusFactoryConfigurator transport)
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
