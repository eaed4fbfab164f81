using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Messaging.ClaimCheck;
using Pipeline.Messaging.DeadLetters.Kept;
using Pipeline.Messaging.DeadLetters.Unread;

namespace Pipeline.Messaging.Bus;

/// <summary>How a stage's consumer is hosted: its queue, how many messages at once, and what a thrown exception means.</summary>
/// <typeparam name="TConsumer">The consumer.</typeparam>
public abstract class StageConsumerDefinition<TConsumer> : ConsumerDefinition<TConsumer>
    where TConsumer : class, IConsumer
{
    // What can be retried by its own layer (AWS, Port) has been. What is left is a fault of this system, often a
    // race; a few immediate tries tell a race from a bug.
    private const int ImmediateRetries = 2;

    /// <summary>Hosts the consumer.</summary>
    /// <param name="endpointName">The name of its queue.</param>
    /// <param name="concurrency">Messages it works on at one time.</param>
    protected StageConsumerDefinition(string endpointName, int concurrency)
    {
        EndpointName = endpointName;
        ConcurrentMessageLimit = concurrency;
    }

    /// <inheritdoc/>
    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<TConsumer> consumerConfigurator,
        IRegistrationContext context)
    {
        endpointConfigurator.PrefetchCount = ConcurrentMessageLimit ?? 1;
        endpointConfigurator.UseMessageRetry(retry =>
        {
            retry.Ignore<ClaimCheckUnavailableException>();
            retry.Immediate(ImmediateRetries);
        });

        Bury(endpointConfigurator, context);
    }

    // Over SQS the lane has put each message into its queue of errors before these. A queue in memory nobody reads.
    private static void Bury(IReceiveEndpointConfigurator endpoint, IRegistrationContext context)
    {
        var keep = context.GetService<IDeadLetterKeeper>() is { } keeper
            ? new KeepLetter(keeper, context.GetRequiredService<TimeProvider>())
            : null;
        endpoint.ConfigureError(error =>
        {
            error.UseFilter(new TellLost());
            if (keep is not null)
            {
                error.UseFilter(keep);
            }
        });
        endpoint.ConfigureDeadLetter(skipped =>
        {
            skipped.UseFilter(new TellLost());
            if (keep is not null)
            {
                skipped.UseFilter(keep);
            }
        });
        endpoint.DiscardFaultedMessages();
        endpoint.DiscardSkippedMessages();
    }
}
