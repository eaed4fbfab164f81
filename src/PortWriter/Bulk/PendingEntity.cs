using Pipeline.Port;

namespace Pipeline.PortWriter.Bulk;

/// <summary>An entity waiting to be written, and everybody who waits to hear what became of it.</summary>
internal sealed class PendingEntity(string identifier, ReadOnlyMemory<byte> body, long arrived)
{
    private readonly List<Action<EntityOutcome>> _waiting = [];

    public string Identifier { get; } = identifier;

    public ReadOnlyMemory<byte> Body { get; private set; } = body;

    /// <summary>The timestamp of the first arrival.</summary>
    public long Arrived { get; } = arrived;

    public void Await(Action<EntityOutcome> settled) => _waiting.Add(settled);

    /// <summary>A later entity with the same key takes this one's place: the last of two wins.</summary>
    public void Supersede(ReadOnlyMemory<byte> later) => Body = later;

    public void Settle(EntityOutcome outcome)
    {
        foreach (var settled in _waiting)
        {
            settled(outcome);
        }
    }
}
