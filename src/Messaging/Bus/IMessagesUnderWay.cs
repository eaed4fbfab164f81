namespace Pipeline.Messaging.Bus;

/// <summary>Whether messages of the resync lane wait or are being worked on, in whatever service.</summary>
public interface IMessagesUnderWay
{
    /// <summary>Looks. False only when there is none for certain.</summary>
    Task<bool> AnyAsync(CancellationToken cancellationToken);
}
