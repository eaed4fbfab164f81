using System.Runtime.InteropServices;
using Pipeline.Contracts;
using Pipeline.Jq;
using Pipeline.Mapper.Budgets;
using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Pages;

/// <summary>Maps one page, resource by resource, so that who does not keep them needs no memory for all their entities.</summary>
internal sealed class PageMapping(CompiledBlock[] blocks, IReadOnlyList<EnumeratedResource> resources, ExpressionFuses fuses)
{
    /// <summary>What each resource makes. One that the page shows twice is one resource.</summary>
    /// <param name="findings">Where to note what is not made, and why.</param>
    /// <param name="cancellationToken">Looked at before each resource.</param>
    public IEnumerable<ResourceShare> Shares(FindingLog findings, CancellationToken cancellationToken)
    {
        Array.ForEach(blocks, findings.AddBroken);
        using var builder = new EntityBuilder(findings, fuses);
        foreach (var shown in resources.GroupBy(resource => resource.Identifier, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entities = shown.SelectMany(resource => Map(resource, findings, builder)).OrderBy(entity => entity.Block).ToList();
            yield return new ResourceShare(shown.Key, entities, findings.Faulted.Contains(shown.Key));
        }
    }

    private IEnumerable<MappedEntity> Map(EnumeratedResource resource, FindingLog findings, EntityBuilder builder)
    {
        var parsed = JqValue.Parse(JsonMarshal.GetRawUtf8Value(resource.Raw).ToArray());
        foreach (var block in blocks)
        {
            foreach (var input in Inputs(block, resource.Identifier, parsed, findings))
            {
                if (Map(block, resource.Identifier, input, findings, builder) is { } entity)
                {
                    yield return entity;
                }
            }
        }
    }

    private IEnumerable<JqValue> Inputs(CompiledBlock block, string resource, JqValue parsed, FindingLog findings)
    {
        if (block.Items is not { } items)
        {
            return [parsed];
        }

        var array = fuses.Evaluate(items.Expression, parsed);
        if (BlockRules.ItemsFinding(array, parsed) is { } kind)
        {
            findings.Add(items.Expression, kind, array, resource, parsed);
            return [];
        }

        return items.Inputs(parsed, array.Value);
    }

    private MappedEntity? Map(CompiledBlock block, string resource, JqValue input, FindingLog findings, EntityBuilder builder)
    {
        var selected = fuses.Evaluate(block.Selector, input);
        if (BlockRules.SelectorFinding(selected) is { } kind)
        {
            findings.Add(block.Selector, kind, selected, resource, input);
            return null;
        }

        return builder.Build(block, resource, input);
    }
}
