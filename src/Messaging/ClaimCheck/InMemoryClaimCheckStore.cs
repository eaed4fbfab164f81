using System.Collections.Concurrent;

namespace Pipeline.Messaging.ClaimCheck;

/// <summary>A store that lives as long as its process.</summary>
public sealed class InMemoryClaimCheckStore : IClaimCheckStore
{
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _contents = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        _contents.TryAdd(name, content.ToArray());
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_contents.TryGetValue(name, out var content) ? (ReadOnlyMemory<byte>?)content : null);
}
