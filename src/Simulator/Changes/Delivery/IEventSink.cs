namespace Pipeline.Simulator.Changes.Delivery;

/// <summary>Something events are sent to.</summary>
internal interface IEventSink : IDisposable
{
    /// <summary>Sends an event once.</summary>
    Task<Attempt> SendAsync(ResourceChange change, CancellationToken cancellationToken);
}
