using MassTransit;
using Pipeline.Contracts;
using Pipeline.Messaging.Bus;

namespace Pipeline.Ingress.LiveEvents.Intake;

/// <summary>Events are safe once the queue has them: for a bus whose queues outlive the process.</summary>
internal sealed class QueuedEvents(ILiveBus bus) : IEventKeeper
{
    public Task KeepAsync(IReadOnlyList<ResourceChanged> changes, CancellationToken cancellationToken) =>
        bus.PublishBatch(changes, cancellationToken);
}
