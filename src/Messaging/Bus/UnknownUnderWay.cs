namespace Pipeline.Messaging.Bus;

/// <summary>Of a bus in memory: it loses nothing but with its process, and then the next one takes the run up.</summary>
internal sealed class UnknownUnderWay : IMessagesUnderWay
{
    public Task<bool> AnyAsync(CancellationToken cancellationToken) => Task.FromResult(true);
}
