using Pipeline.Contracts.Mapping;

namespace Pipeline.PortWriter.Mappings;

/// <summary>
/// Finds the blocks of an old mapping in a new one: equal ones first, then the rest of each kind in order. A block
/// without a pair has left the mapping.
/// </summary>
internal static class BlockPairs
{
    /// <summary>Positions in the old mapping of the blocks that left.</summary>
    public static IReadOnlySet<int> Left(MappingDocument old, MappingDocument current)
    {
        var left = new HashSet<int>();
        foreach (var kind in old.Blocks.GroupBy(block => block.Kind, StringComparer.Ordinal))
        {
            List<MappingBlock> successors = [.. current.Blocks.Where(block => block.Kind == kind.Key)];
            List<MappingBlock> changed = [.. kind.Where(block => !TryTake(successors, candidate => IsSame(block, candidate)))];
            left.UnionWith(changed.Skip(successors.Count).Select(block => block.Position));
        }

        return left;
    }

    private static bool TryTake(List<MappingBlock> blocks, Predicate<MappingBlock> wanted)
    {
        var index = blocks.FindIndex(wanted);
        if (index >= 0)
        {
            blocks.RemoveAt(index);
        }

        return index >= 0;
    }

    // What decides which entities a block makes; how they look does not matter here.
    private static bool IsSame(MappingBlock one, MappingBlock other) =>
        one.Selector.Query == other.Selector.Query
        && one.ItemsToParse == other.ItemsToParse
        && one.Entity.Blueprint == other.Entity.Blueprint
        && one.Entity.Identifier.ToString() == other.Entity.Identifier.ToString();
}
