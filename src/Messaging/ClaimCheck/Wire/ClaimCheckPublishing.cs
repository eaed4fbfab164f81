using MassTransit;
using MassTransit.Configuration;

namespace Pipeline.Messaging.ClaimCheck.Wire;

/// <summary>Adds the filter to every message type that is published.</summary>
internal sealed class ClaimCheckPublishing(ClaimCheckWriter writer) : IPublishPipeSpecificationObserver
{
    public void MessageSpecificationCreated<T>(IMessagePublishPipeSpecification<T> specification)
        where T : class => specification.AddPipeSpecification(
            new FilterPipeSpecification<PublishContext<T>>(new ClaimCheckFilter<PublishContext<T>, T>(writer)));
}
