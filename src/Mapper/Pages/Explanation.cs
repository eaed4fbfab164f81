using Pipeline.Contracts;
using Pipeline.Jq;
using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Pages;

/// <summary>Says in a line why an expression did not do what its field needs.</summary>
internal static class Explanation
{
    private const int LongestValue = 80;
    private const int Longest = 500;

    public static string Of(CompiledExpression expression, FindingKind kind, in Evaluation evaluation, JqValue input) => kind switch
    {
        FindingKind.FilteredOut => string.Empty,
        FindingKind.SelectorFault => Of(expression, evaluation, input, "true or false"),
        FindingKind.ItemsFault when input.Kind != JqKind.Object => "the resource is no object that items could be put beside",
        FindingKind.ItemsFault => Of(expression, evaluation, input, "an array"),
        FindingKind.Dropped => Of(expression, evaluation, input, "a value that identifies something"),
        _ => Of(expression, evaluation, input, "a value"),
    };

    private static string Of(CompiledExpression expression, in Evaluation evaluation, JqValue input, string wanted) => evaluation.Outcome switch
    {
        Outcome.Value => $"is {Short(evaluation.Value.ToJson(), LongestValue)}, not {wanted}",
        Outcome.Null => Short(NullPath.Explain(expression.Source, input), Longest),
        _ => Short(evaluation.Message, Longest),
    };

    private static string Short(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest - 1), "…");
}
