using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;

namespace Pipeline.Ingress.Triggers;

/// <summary>What a run has to list again after a mapping was replaced.</summary>
internal static class MappingChange
{
    /// <summary>
    /// The kinds with blocks that are new, changed, or among others than before: of two blocks of a kind the later one counts.
    /// Everything when the options of writing changed; null when nothing is to be listed.
    /// </summary>
    public static RunFilter? Between(MappingDocument before, MappingDocument after)
    {
        if (before.Options != after.Options)
        {
            return new RunFilter();
        }

        var known = Kinds(before);
        var kinds = Kinds(after).Where(kind => known.GetValueOrDefault(kind.Key) != kind.Value).Select(kind => kind.Key).ToList();
        return kinds.Count > 0 ? new RunFilter { Kinds = kinds } : null;
    }

    // A block's place among those of other kinds means nothing.
    private static Dictionary<string, string> Kinds(MappingDocument mapping) => mapping.Blocks
        .GroupBy(block => block.Kind, StringComparer.Ordinal)
        .ToDictionary(kind => kind.Key, kind => JsonSerializer.Serialize(kind.Select(block => block with { Position = 0 })), StringComparer.Ordinal);
}
