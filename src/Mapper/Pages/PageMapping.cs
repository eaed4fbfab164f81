using System.Runtime.InteropServices;
using Pipeline.Contracts;
using Pipeline.Jq;
using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Pages;

/// <summary>Maps one page; for a single use.</summary>
internal sealed class PageMapping : IDisposable
{
    private readonly CompiledBlock[] _blocks;
    private readonly List<MappedEntity>[] _entities;
    private readonly FindingLog _findings = new();
    private readonly EntityBuilder _builder;

    public PageMapping(CompiledBlock[] blocks)
    {
        _blocks = blocks;
        _entities = [.. blocks.Select(_ => new List<MappedEntity>())];
        _builder = new EntityBuilder(_findings);
    }

    public void Dispose() => _builder.Dispose();

    public MappedPage Map(IReadOnlyList<EnumeratedResource> resources, CancellationToken cancellationToken)
    {
        foreach (var resource in resources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var input = JqValue.Parse(JsonMarshal.GetRawUtf8Value(resource.Raw).ToArray());
            for (var i = 0; i < _blocks.Length; i++)
            {
                MapBlock(_blocks[i], resource.Identifier, input, _entities[i]);
            }
        }

        // Block by block, not resource by resource: where two blocks make the same entity, the later block wins.
        return new MappedPage
        {
            Entities = [.. _entities.SelectMany(entities => entities)],
            Findings = _findings.ToFindings(),
            Faulted = _findings.Faulted,
        };
    }

    private void MapBlock(CompiledBlock block, string resource, JqValue input, List<MappedEntity> entities)
    {
        if (block.Items is not { } items)
        {
            MapInput(block, resource, input, entities);
            return;
        }

        var array = items.Expression.Evaluate(input);
        if (BlockRules.ItemsFinding(array, input) is { } kind)
        {
            _findings.Add(items.Expression, kind, array, resource, input);
            return;
        }

        foreach (var item in items.Inputs(input, array.Value))
        {
            MapInput(block, resource, item, entities);
        }
    }

    private void MapInput(CompiledBlock block, string resource, JqValue input, List<MappedEntity> entities)
    {
        var selected = block.Selector.Evaluate(input);
        if (BlockRules.SelectorFinding(selected) is { } kind)
        {
            _findings.Add(block.Selector, kind, selected, resource, input);
        }
        else if (_builder.Build(block, resource, input) is { } entity)
        {
            entities.Add(entity);
        }
    }
}
