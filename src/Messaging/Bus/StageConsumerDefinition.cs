using MassTransit;
using Pipeline.Messaging.AmazonSqs;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Messaging.Bus;

/// <summary>How a stage's consumer is hosted: its queue, how many messages at once, and what a thrown exception means.</summary>
/// <typeparam name="TConsumer">The consumer.</typeparam>
public abstract class StageConsumerDefinition<TConsumer> : ConsumerDefinition<TConsumer>, IConsumerDefinition
    where TConsumer : class, IConsumer
{
    // What can be retried by its own layer (AWS, Port) has been. What is left is a fault of this system, often a
    // race; a few immediate tries tell a race from a bug.
    private const int ImmediateRetries = 2;

    private readonly string _endpointName;

    /// <summary>Hosts the consumer.</summary>
    /// <param name="endpointName">The name of its queue.</param>
    /// <param name="concurrency">Messages it works on at one time.</param>
    protected StageConsumerDefinition(string endpointName, int concurrency)
    {
        _endpointName = endpointName;
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

        // Over queues a message that faults goes to its error queue. In memory its Fault is what the pipeline acts on:
        // a copy in a queue of errors, which nobody reads, would stay there.
        if (endpointConfigurator is not IAmazonSqsReceiveEndpointConfigurator)
        {
            endpointConfigurator.DiscardFaultedMessages();
        }
    }

    // The base class leaves a given name as it is; here it gets the prefix and the lane of its bus.
    string IConsumerDefinition.GetEndpointName(IEndpointNameFormatter formatter) =>
        formatter is LaneNames lane ? lane.SanitizeName(_endpointName) : _endpointName;
}
