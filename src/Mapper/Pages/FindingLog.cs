using Pipeline.Contracts;
using Pipeline.Jq;
using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Pages;

/// <summary>Counts what a page does not produce: by expression and kind, with the first example of each.</summary>
internal sealed class FindingLog
{
    private readonly Dictionary<(CompiledExpression Expression, FindingKind Kind), Tally> _tallies = [];
    private readonly HashSet<string> _faulted = new(StringComparer.Ordinal);

    /// <summary>The resources on which some block faulted.</summary>
    public IReadOnlySet<string> Faulted => _faulted;

    public void Add(CompiledExpression expression, FindingKind kind, in Evaluation evaluation, string resource, JqValue input)
    {
        if (!_tallies.TryGetValue((expression, kind), out var tally))
        {
            tally = new Tally(Explanation.WithoutValues(expression, kind, evaluation, input), resource);
            _tallies.Add((expression, kind), tally);
        }

        if (tally.Count++ == 0)
        {
            tally.Example = resource;
        }

        if (IsFault(kind, evaluation.Outcome))
        {
            _faulted.Add(resource);
        }
    }

    /// <summary>Notes that a block can make nothing, though the page may have no resource to show it on.</summary>
    public void AddBroken(CompiledBlock block)
    {
        foreach (var expression in block.Essential.Where(expression => expression.Problem is not null))
        {
            _tallies.TryAdd((expression, FindingKind.DoesNotCompile), new Tally(expression.Evaluate(JqValue.Null).Message, string.Empty));
        }
    }

    public IReadOnlyList<MappingFinding> ToFindings() =>
    [
        .. _tallies
            .OrderBy(entry => entry.Key.Expression.Place.Block)
            .ThenBy(entry => entry.Key.Expression.Place.Order)
            .ThenBy(entry => entry.Key.Kind)
            .Select(entry => Finding(entry.Key.Expression.Place, entry.Key.Kind, entry.Value)),
    ];

    // After a fault nobody knows what the resource would have made, so what it made before must stay.
    private static bool IsFault(FindingKind kind, Outcome outcome) =>
        kind is FindingKind.SelectorFault or FindingKind.ItemsFault or FindingKind.OverBudget or FindingKind.DoesNotCompile
        || (kind == FindingKind.Dropped && outcome == Outcome.Error);

    private static MappingFinding Finding(ExpressionPlace place, FindingKind kind, Tally tally) => new()
    {
        Block = place.Block,
        Field = place.Field,
        Kind = kind,
        Count = tally.Count,
        Detail = tally.Detail,
        Example = tally.Example,
    };

    private sealed class Tally(string detail, string example)
    {
        public int Count { get; set; }

        public string Detail => detail;

        public string Example { get; set; } = example;
    }
}
