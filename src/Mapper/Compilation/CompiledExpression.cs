using Pipeline.Jq;

namespace Pipeline.Mapper.Compilation;

/// <summary>
/// One expression of a block, compiled once. One that does not compile stays, and says so whenever it is evaluated.
/// </summary>
internal sealed class CompiledExpression
{
    private readonly JqProgram? _program;
    private readonly string _fault = string.Empty;

    public CompiledExpression(ExpressionPlace place, string source, JqProgram program)
        : this(place, source) => _program = program;

    public CompiledExpression(ExpressionPlace place, string source, JqCompileException fault)
        : this(place, source)
    {
        var expected = fault.Expected is { } said && !fault.Problem.EndsWith(said, StringComparison.Ordinal) ? said : null;
        Problem = new MappingProblem
        {
            Block = place.Block,
            Kind = place.Kind,
            Field = place.Field,
            Line = fault.Line,
            Column = fault.Column,
            Length = fault.Length,
            Message = fault.Problem,
            Expected = expected,
            Expression = source,
        };
        var missing = expected is null ? string.Empty : $", expected {expected}";
        _fault = $"does not compile: {fault.Problem}{missing} at line {fault.Line}, column {fault.Column} of: {source}";
    }

    private CompiledExpression(ExpressionPlace place, string source) => (Place, Source) = (place, source);

    /// <summary>Where in the mapping it stands.</summary>
    public ExpressionPlace Place { get; }

    /// <summary>The expression as the mapping has it.</summary>
    public string Source { get; }

    public MappingProblem? Problem { get; }

    /// <summary>Evaluates to the first output; any others are ignored.</summary>
    public Evaluation Evaluate(JqValue input)
    {
        if (_program is null)
        {
            return Evaluation.Failed(Outcome.DoesNotCompile, _fault);
        }

        if (_program.TryFirst(input, JqBudget.Mapping, out var value, out var error))
        {
            return Evaluation.Of(value);
        }

        return error is null
            ? Evaluation.Failed(Outcome.NoOutput, "no output")
            : Evaluation.Failed(error.IsBudget ? Outcome.OverBudget : Outcome.Error, error.Message);
    }
}
