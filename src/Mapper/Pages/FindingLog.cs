using System.Runtime.InteropServices;
using Pipeline.Contracts;
using Pipeline.Jq;
using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Pages;

/// <summary>Counts what a page does not produce: by expression and kind, with the first example of each.</summary>
internal sealed class FindingLog
{
    private readonly Dictionary<(CompiledExpression Expression, FindingKind Kind), MappingFinding> _first = [];
    private readonly Dictionary<(CompiledExpression Expression, FindingKind Kind), int> _counts = [];
    private readonly List<string> _faulted = [];

    /// <summary>The resources on which some block faulted, in the page's order.</summary>
    public IReadOnlyList<string> Faulted => _faulted;

    public void Add(CompiledExpression expression, FindingKind kind, in Evaluation evaluation, string resource, JqValue input)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, (expression, kind), out var known);
        count++;
        if (!known)
        {
            _first.Add((expression, kind), First(expression, kind, evaluation, resource, input));
        }

        if (IsFault(kind) && (_faulted.Count == 0 || _faulted[^1] != resource))
        {
            _faulted.Add(resource);
        }
    }

    public IReadOnlyList<MappingFinding> ToFindings() =>
    [
        .. _first
            .OrderBy(entry => entry.Key.Expression.Place.Block)
            .ThenBy(entry => entry.Key.Expression.Place.Order)
            .ThenBy(entry => entry.Key.Kind)
            .Select(entry => entry.Value with { Count = _counts[entry.Key] }),
    ];

    // After a fault nobody knows what the resource would have made, so what it made before must stay.
    private static bool IsFault(FindingKind kind) =>
        kind is FindingKind.SelectorFault or FindingKind.ItemsFault or FindingKind.OverBudget;

    private static MappingFinding First(
        CompiledExpression expression, FindingKind kind, in Evaluation evaluation, string resource, JqValue input) => new()
    {
        Block = expression.Place.Block,
        Field = expression.Place.Field,
        Kind = kind,
        Count = 1,
        Detail = Explanation.Of(expression, kind, evaluation, input),
        Example = resource,
    };
}
