using Pipeline.Contracts;
using Pipeline.Mapper.Budgets;
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
        var mapper = Open(mapping, page, new ExpressionFuses());
        var findings = new FindingLog();
        var shares = mapper.Shares(findings, cancellationToken).ToList();

        // Block by block, not resource by resource: where two blocks make the same entity, the later block wins.
        return new MappedPage
        {
            Entities = [.. shares.SelectMany(share => share.Entities).OrderBy(entity => entity.Block)],
            Findings = findings.ToFindings(),
            Faulted = [.. shares.Where(share => share.IsFaulted).Select(share => share.Resource)],
        };
    }

    /// <summary>Maps a page to messages. Of many entities only those of a few resources are in memory at one time.</summary>
    /// <inheritdoc cref="Map"/>
    internal static IEnumerable<MappedPart> Parts(
        CompiledMapping mapping, ResourcesEnumerated page, ExpressionFuses fuses, CancellationToken cancellationToken)
    {
        var mapper = Open(mapping, page, fuses);
        var findings = new FindingLog();
        var parts = new PageParts(page, mapping.Document.Options);
        foreach (var share in mapper.Shares(findings, cancellationToken))
        {
            parts.Add(share);
        }

        return parts.Cut(findings.ToFindings(), () => mapper.Shares(new FindingLog(), cancellationToken));
    }

    private static PageMapping Open(CompiledMapping mapping, ResourcesEnumerated page, ExpressionFuses fuses)
    {
        var blocks = page.Blocks.Distinct().Order().ToArray();
        if (blocks.Length > 0 && (blocks[0] < 0 || blocks[^1] >= mapping.Blocks.Count))
        {
            throw new ArgumentException(
                $"Page {page.BatchId()} names block {blocks[^1]}, but mapping {page.MappingVersion} has {mapping.Blocks.Count}.", nameof(page));
        }

        return new PageMapping([.. blocks.Select(position => mapping.Blocks[position])], page.Resources, fuses);
    }
}
