using MassTransit;
using MassTransit.Configuration;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>Adds the filter to every message type that is sent.</summary>
internal sealed class ClaimCheckSending(ClaimCheckWriter writer) : ISendPipeSpecificationObserver
{
    public void MessageSpecificationCreated<T>(IMessageSendPipeSpecification<T> specification)
        where T : class => specification.AddPipeSpecification(
            new FilterPipeSpecification<SendContext<T>>(new ClaimCheckFilter<SendContext<T>, T>(writer)));
}
