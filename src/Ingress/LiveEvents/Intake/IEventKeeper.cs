using Pipeline.Contracts;

namespace Pipeline.Ingress.LiveEvents.Intake;

/// <summary>Takes events over from their sender: once it returns, they survive whatever happens to this process.</summary>
internal interface IEventKeeper
{
    /// <summary>Keeps events, and sends them on their way.</summary>
    /// <exception cref="EventsNotKeptException">They are not safe: their sender has to send them again.</exception>
    Task KeepAsync(IReadOnlyList<ResourceChanged> changes, CancellationToken cancellationToken);
}
