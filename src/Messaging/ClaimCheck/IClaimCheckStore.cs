namespace Pipeline.Messaging.ClaimCheck;

/// <summary>
/// Holds what is too large, or too often the same, to travel in messages. What is stored under a name never changes.
/// </summary>
/// <remarks>What is under <see cref="ClaimCheckNames.Messages"/> expires; all else is kept for ever.</remarks>
public interface IClaimCheckStore
{
    /// <summary>
    /// Stores bytes under a name that is derived from them. When they are stored already, nothing is sent, but their time
    /// to expire begins anew.
    /// </summary>
    ValueTask PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Reads what was stored; null when nothing is stored under the name, or no longer.</summary>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken);
}
