using Pipeline.Jq;

namespace Pipeline.Mapper.Compilation;

/// <summary>The <c>itemsToParse</c> of a block: one resource becomes one input per element of an array.</summary>
internal sealed class CompiledItems(CompiledExpression items, string name, JqProgram? deletion)
{
    /// <summary>The expression for the array.</summary>
    public CompiledExpression Expression => items;

    /// <summary>
    /// What the block's other expressions see: the resource, without the array when the block wants it so, and one
    /// element beside it. A resource whose array cannot be taken out stays as it is, rather than losing its items.
    /// </summary>
    public IEnumerable<JqValue> Inputs(JqValue resource, JqValue array)
    {
        var parent = Parent(resource);
        foreach (var item in array.EnumerateArray())
        {
            yield return parent.With(name, item);
        }
    }

    private JqValue Parent(JqValue resource) =>
        deletion is not null && deletion.TryFirst(resource, JqBudget.Mapping, out var rest, out _) && rest.Kind == JqKind.Object
            ? rest
            : resource;
}
