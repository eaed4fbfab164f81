using MassTransit;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>Adds the guard to every consumer.</summary>
internal sealed class ClaimCheckGuarding : IConsumerConfigurationObserver
{
    public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
        where TConsumer : class => configurator.UseFilter(new ClaimCheckGuard<TConsumer>());

    public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
        where TConsumer : class
        where TMessage : class
    {
        // The consumer's own pipe has the guard already.
    }
}
