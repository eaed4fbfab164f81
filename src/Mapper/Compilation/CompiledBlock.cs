using Pipeline.Contracts.Mapping;

namespace Pipeline.Mapper.Compilation;

/// <summary>A block of a mapping with everything it evaluates.</summary>
internal sealed class CompiledBlock
{
    private CompiledBlock(MappingBlock source, CompiledExpression selector, CompiledItems? items, CompiledEntity entity) =>
        (Source, Selector, Items, Entity) = (source, selector, items, entity);

    public MappingBlock Source { get; }

    public CompiledExpression Selector { get; }

    /// <summary>Null when each resource makes one entity.</summary>
    public CompiledItems? Items { get; }

    public CompiledEntity Entity { get; }

    /// <summary>The expressions without which the block makes no entity.</summary>
    public IEnumerable<CompiledExpression> Essential =>
        [Selector, .. Items is { } items ? [items.Expression] : Array.Empty<CompiledExpression>(), .. Entity.Expressions.Where((_, index) => Entity.IsIdentity(index))];

    public static CompiledBlock Compile(MappingBlock block, ExpressionCompiler expressions)
    {
        var order = 0;
        CompiledExpression At(string field, string source) =>
            expressions.Compile(new ExpressionPlace(block.Position, block.Kind, field, order++), source);

        var selector = At("selector.query", block.Selector.Query);
        var items = block.ItemsToParse is { } source
            ? new CompiledItems(At("port.itemsToParse", source), block.ItemsToParseName, Deletion(block, expressions))
            : null;
        return new CompiledBlock(block, selector, items, new EntityCompiler(At).Compile(block.Entity));
    }

    private static Jq.JqProgram? Deletion(MappingBlock block, ExpressionCompiler expressions) =>
        expressions.CompileDeletion(block.ItemsToParseTopLevelTransform ? DeletionPath.Of(block.ItemsToParse!) : null);
}
