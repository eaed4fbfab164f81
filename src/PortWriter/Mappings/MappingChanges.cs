using System.Collections.Concurrent;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.PortWriter.Mappings;

/// <summary>Knows which blocks left between two versions of the mapping.</summary>
internal sealed class MappingChanges(MappingVersions versions)
{
    private readonly ConcurrentDictionary<(string Old, string Current), IReadOnlySet<int>> _left = new();

    /// <summary>The blocks that left since each of some versions.</summary>
    public async ValueTask<LeftBlocks> LeftAsync(IEnumerable<string> olds, string current, CancellationToken cancellationToken)
    {
        var left = new Dictionary<string, IReadOnlySet<int>?>(StringComparer.Ordinal);
        foreach (var old in olds.Where(version => version.Length > 0 && version != current).Distinct())
        {
            left.Add(old, await LeftAsync(old, current, cancellationToken));
        }

        return new LeftBlocks(current, left);
    }

    /// <summary>Whether the mapping wants what relates to a deleted entity deleted along with it.</summary>
    public async ValueTask<bool> DeletesDependentsAsync(string version, CancellationToken cancellationToken) =>
        await versions.FindAsync(version, cancellationToken) is { DeleteDependentEntities: true };

    // Null when the old version is not known any more.
    private async ValueTask<IReadOnlySet<int>?> LeftAsync(string old, string current, CancellationToken cancellationToken)
    {
        if (_left.TryGetValue((old, current), out var known))
        {
            return known;
        }

        return await versions.FindAsync(old, cancellationToken) is { } before
            ? _left.GetOrAdd((old, current), BlockPairs.Left(before, await versions.GetAsync(current, cancellationToken)))
            : null;
    }
}
