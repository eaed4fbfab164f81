using System.Collections.Concurrent;
using Pipeline.Jq;
using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Budgets;

/// <summary>
/// Gives up expressions that only ever run out of their budget: each time costs a thousand times what an expression
/// should, and a run has many resources.
/// </summary>
/// <param name="blown">Told of each expression that is given up, once.</param>
internal sealed class ExpressionFuses(Action<ExpressionPlace>? blown = null)
{
    /// <summary>
    /// In a row, because an expression that fails on some resources must not cost the others their entities. One that
    /// half the inputs are too much for comes here once in a million inputs.
    /// </summary>
    public const int Strikes = 20;

    private static readonly Evaluation GivenUp = Evaluation.Failed(
        Outcome.OverBudget, $"is given up for the rest of the run: it ran out of its budget {Strikes} times in a row");

    private readonly ConcurrentDictionary<CompiledExpression, int> _strikes = new();
    private volatile bool _struck;

    /// <summary>Evaluates an expression unless it has been given up; then it fails as it would, at once.</summary>
    public Evaluation Evaluate(CompiledExpression expression, JqValue input)
    {
        if (_struck && _strikes.TryGetValue(expression, out var strikes) && strikes >= Strikes)
        {
            return GivenUp;
        }

        var evaluation = expression.Evaluate(input);
        if (evaluation.Outcome == Outcome.OverBudget)
        {
            Strike(expression);
        }
        else if (_struck && _strikes.TryGetValue(expression, out strikes) && strikes < Strikes)
        {
            _strikes.TryUpdate(expression, 0, strikes);
        }

        return evaluation;
    }

    private void Strike(CompiledExpression expression)
    {
        _struck = true;
        if (_strikes.AddOrUpdate(expression, 1, static (_, strikes) => strikes + 1) == Strikes)
        {
            blown?.Invoke(expression.Place);
        }
    }
}
