namespace Pipeline.Messaging.ClaimCheck;

/// <summary>Holds what is too large, or too often the same, to travel in messages. What is stored never changes.</summary>
public interface IClaimCheckStore
{
    /// <summary>Stores bytes under a name that is derived from them; storing them again changes nothing.</summary>
    ValueTask PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Reads what was stored; null when nothing is stored under the name.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken);
}
