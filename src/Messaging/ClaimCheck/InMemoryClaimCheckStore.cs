using System.Collections.Concurrent;

namespace Pipeline.Messaging.ClaimCheck;

/// <summary>A store that lives as long as its process.</summary>
public sealed class InMemoryClaimCheckStore(TimeProvider time) : IClaimCheckStore
{
    // Looking for what has expired costs a walk over everything.
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Blob> _blobs = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private DateTimeOffset _sweptAt = time.GetUtcNow();

    /// <inheritdoc/>
    public ValueTask PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        _blobs.AddOrUpdate(name, _ => new Blob(content.ToArray(), now), (_, blob) => blob with { StoredAt = now });
        Sweep(now);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_blobs.TryGetValue(name, out var blob) ? (ReadOnlyMemory<byte>?)blob.Content : null);

    private void Sweep(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (now - _sweptAt < SweepInterval)
            {
                return;
            }

            _sweptAt = now;
        }

        foreach (var entry in _blobs.Where(entry => ClaimCheckNames.Expires(entry.Key) && now - entry.Value.StoredAt > ClaimCheckNames.Retention))
        {
            // Only as it was seen: whoever stores it anew meanwhile keeps it.
            _blobs.TryRemove(entry);
        }
    }

    private sealed record Blob(ReadOnlyMemory<byte> Content, DateTimeOffset StoredAt);
}
