using MassTransit;

namespace Pipeline.Messaging.Bus;

/// <summary>
/// The lane of live events: the same message types and consumers as the resync's lane, which is <see cref="IBus"/>, on
/// topics and queues of their own. What a consumer publishes through its context stays in its lane.
/// </summary>
public interface ILiveBus : IBus;
