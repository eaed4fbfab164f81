using System.Collections.Concurrent;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Messaging.Tests.ClaimCheck;

/// <summary>A store in memory whose contents a test may look at, lose and spoil.</summary>
internal sealed class RecordingStore : IClaimCheckStore
{
    public ConcurrentDictionary<string, ReadOnlyMemory<byte>> Blobs { get; } = new(StringComparer.Ordinal);

    public Exception? Failure { get; set; }

    public bool Loses { get; set; }

    public bool Spoils { get; set; }

    public ValueTask PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (!Loses)
        {
            Blobs[name] = Spoils ? "{}"u8.ToArray() : content.ToArray();
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken) => Failure is { } failure
        ? ValueTask.FromException<ReadOnlyMemory<byte>?>(failure)
        : ValueTask.FromResult(Blobs.TryGetValue(name, out var content) ? (ReadOnlyMemory<byte>?)content : null);
}
