using System.Runtime.InteropServices;
using Pipeline.Contracts;
using Pipeline.Port;

namespace Pipeline.PortWriter.Bulk;

/// <summary>An entity of a message, waiting to be written.</summary>
internal sealed class PendingEntity(MappedEntity entity, PendingMessage message, int index, long arrived)
{
    private PendingEntity? _superseded;

    public string Blueprint => entity.Blueprint;

    public string Identifier => entity.Identifier;

    /// <summary>The body's size in bytes.</summary>
    public int Length { get; } = JsonMarshal.GetRawUtf8Value(entity.Body).Length;

    /// <summary>When it arrived, or the first of those whose place it took.</summary>
    public long Arrived { get; private set; } = arrived;

    public byte[] CopyBody() => JsonMarshal.GetRawUtf8Value(entity.Body).ToArray();

    /// <summary>Takes the place of an earlier entity with the same key: the last of two wins, and both hear how it went.</summary>
    public PendingEntity Supersede(PendingEntity? earlier)
    {
        _superseded = earlier;
        Arrived = earlier?.Arrived ?? Arrived;
        return this;
    }

    public void Settle(EntityOutcome outcome)
    {
        for (var entity = this; entity is not null; entity = entity._superseded)
        {
            entity.Tell(outcome);
        }
    }

    private void Tell(EntityOutcome outcome) => message.Settle(index, outcome);
}
