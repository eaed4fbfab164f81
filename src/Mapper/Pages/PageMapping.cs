using System.Runtime.InteropServices;
using Pipeline.Contracts;
using Pipeline.Jq;
using Pipeline.Mapper.Budgets;
using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Pages;

/// <summary>
/// Maps one page. Entities come one by one, so that who does not keep them needs no memory for them all. A resource is
/// parsed once, for all blocks.
/// </summary>
internal sealed class PageMapping(CompiledBlock[] blocks, IReadOnlyList<EnumeratedResource> resources, ExpressionFuses fuses)
{
    private readonly JqValue?[] _inputs = new JqValue?[resources.Count];

    /// <summary>
    /// What the page makes. Block by block, not resource by resource: where two blocks make the same entity, the later
    /// block wins.
    /// </summary>
    /// <param name="findings">Where to note what is not made, and why.</param>
    /// <param name="cancellationToken">Looked at before each resource.</param>
    public IEnumerable<MappedEntity> Entities(FindingLog findings, CancellationToken cancellationToken)
    {
        using var builder = new EntityBuilder(findings, fuses);
        foreach (var block in blocks)
        {
            for (var index = 0; index < resources.Count; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                foreach (var input in Inputs(block, index, findings))
                {
                    if (Map(block, index, input, findings, builder) is { } entity)
                    {
                        yield return entity;
                    }
                }
            }
        }
    }

    /// <summary>The resources that some block faulted on, in the page's order.</summary>
    public IReadOnlyList<string> Faulted(FindingLog findings) =>
        [.. resources.Select(resource => resource.Identifier).Where(findings.Faulted.Contains).Distinct()];

    private IEnumerable<JqValue> Inputs(CompiledBlock block, int index, FindingLog findings)
    {
        var resource = Parsed(index);
        if (block.Items is not { } items)
        {
            return [resource];
        }

        var array = fuses.Evaluate(items.Expression, resource);
        if (BlockRules.ItemsFinding(array, resource) is { } kind)
        {
            findings.Add(items.Expression, kind, array, resources[index].Identifier, resource);
            return [];
        }

        return items.Inputs(resource, array.Value);
    }

    private MappedEntity? Map(CompiledBlock block, int index, JqValue input, FindingLog findings, EntityBuilder builder)
    {
        var resource = resources[index].Identifier;
        var selected = fuses.Evaluate(block.Selector, input);
        if (BlockRules.SelectorFinding(selected) is { } kind)
        {
            findings.Add(block.Selector, kind, selected, resource, input);
            return null;
        }

        return builder.Build(block, resource, input);
    }

    private JqValue Parsed(int index) =>
        _inputs[index] ??= JqValue.Parse(JsonMarshal.GetRawUtf8Value(resources[index].Raw).ToArray());
}
