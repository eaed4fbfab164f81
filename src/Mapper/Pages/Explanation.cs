using Pipeline.Contracts;
using Pipeline.Jq;
using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Pages;

/// <summary>Says in a line why an expression did not do what its field needs.</summary>
internal static class Explanation
{
    private const int LongestValue = 80;
    private const int Longest = 500;

    /// <summary>For whoever holds the resource: values are shown.</summary>
    public static string Of(CompiledExpression expression, FindingKind kind, in Evaluation evaluation, JqValue input) =>
        Of(expression, kind, evaluation, input, Short(evaluation.Value.ToJson(), LongestValue));

    /// <summary>
    /// For reports and logs, without what the resource holds: the environment of a function or a task and the user data
    /// of an instance may be secrets. A value that an entity is dropped for is an empty one, and shown.
    /// </summary>
    public static string WithoutValues(CompiledExpression expression, FindingKind kind, in Evaluation evaluation, JqValue input) =>
        evaluation.Outcome == Outcome.Error
            ? ValueMask.Of(Short(evaluation.Message, Longest))
            : Of(expression, kind, evaluation, input, kind == FindingKind.Dropped ? evaluation.Value.ToJson() : ValueMask.NameOf(evaluation.Value.Kind));

    private static string Of(CompiledExpression expression, FindingKind kind, in Evaluation evaluation, JqValue input, string shown) => kind switch
    {
        FindingKind.FilteredOut => string.Empty,
        FindingKind.SelectorFault => Of(expression, evaluation, input, shown, "true or false"),
        FindingKind.ItemsFault when input.Kind != JqKind.Object => "the resource is no object that items could be put beside",
        FindingKind.ItemsFault => Of(expression, evaluation, input, shown, "an array"),
        FindingKind.Dropped => Of(expression, evaluation, input, shown, "a value that identifies something"),
        _ => Of(expression, evaluation, input, shown, "a value"),
    };

    private static string Of(CompiledExpression expression, in Evaluation evaluation, JqValue input, string shown, string wanted) => evaluation.Outcome switch
    {
        Outcome.Value => $"is {shown}, not {wanted}",
        Outcome.Null => Short(NullPath.Explain(expression.Source, input), Longest),
        _ => Short(evaluation.Message, Longest),
    };

    private static string Short(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest - 1), "…");
}
