using Pipeline.Contracts;
using Pipeline.Mapper.Pages;

namespace Pipeline.Mapper;

/// <summary>
/// Makes entities of resources. Pure: the same page and mapping give the same result, whenever and wherever, unless an
/// expression asks for <c>now</c>.
/// </summary>
public static class ResourceMapper
{
    /// <summary>
    /// Maps a page with the blocks it names. A resource is parsed once for all of them. Whatever goes wrong with a
    /// field, an entity or a resource becomes a finding and leaves the rest of the page alone.
    /// </summary>
    /// <exception cref="ArgumentException">The page names a block that the mapping does not have: it belongs to another mapping.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two resources.</exception>
    public static MappedPage Map(CompiledMapping mapping, ResourcesEnumerated page, CancellationToken cancellationToken)
    {
        var blocks = page.Blocks.Distinct().Order().ToArray();
        if (blocks.Length > 0 && (blocks[0] < 0 || blocks[^1] >= mapping.Blocks.Count))
        {
            throw new ArgumentException(
                $"Page {page.BatchId()} names block {blocks[^1]}, but mapping {page.MappingVersion} has {mapping.Blocks.Count}.", nameof(page));
        }

        using var mapper = new PageMapping([.. blocks.Select(position => mapping.Blocks[position])]);
        return mapper.Map(page.Resources, cancellationToken);
    }
}
