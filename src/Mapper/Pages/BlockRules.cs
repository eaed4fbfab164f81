using Pipeline.Contracts;
using Pipeline.Jq;
using Pipeline.Mapper.Compilation;

namespace Pipeline.Mapper.Pages;

/// <summary>What the outcome of an expression means for its entity: null when all is well, else what to report.</summary>
internal static class BlockRules
{
    /// <summary>Only a real true selects: a selector that answers a string is a mistake, not a yes.</summary>
    public static FindingKind? SelectorFinding(in Evaluation selector) => selector switch
    {
        { Outcome: Outcome.OverBudget } => FindingKind.OverBudget,
        { Outcome: Outcome.DoesNotCompile } => FindingKind.DoesNotCompile,
        { Value.Kind: JqKind.Boolean } => selector.Value.IsTruthy ? null : FindingKind.FilteredOut,
        _ => FindingKind.SelectorFault,
    };

    /// <summary>Items come in an array, beside an object. No array at all is no fault: a resource may have no tags.</summary>
    public static FindingKind? ItemsFinding(in Evaluation items, JqValue resource) => items switch
    {
        { Outcome: Outcome.OverBudget } => FindingKind.OverBudget,
        { Outcome: Outcome.DoesNotCompile } => FindingKind.DoesNotCompile,
        { Value.Kind: JqKind.Array } when resource.Kind == JqKind.Object => null,
        { Outcome: Outcome.Null or Outcome.NoOutput } => FindingKind.NoItems,
        _ => FindingKind.ItemsFault,
    };

    /// <summary>A field without a value is written as null, unless the entity cannot be without it.</summary>
    public static FindingKind? FieldFinding(in Evaluation field, bool isIdentity) => field switch
    {
        { Outcome: Outcome.OverBudget } => FindingKind.OverBudget,
        { Outcome: Outcome.DoesNotCompile } when isIdentity => FindingKind.DoesNotCompile,
        _ when isIdentity && CountsAsFalse(field.Value) => FindingKind.Dropped,
        { Outcome: Outcome.Value } => null,
        { Outcome: Outcome.Null or Outcome.NoOutput } => FindingKind.NullField,
        _ => FindingKind.FieldError,
    };

    // The integration that users come from drops what its language, Python, takes for false.
    private static bool CountsAsFalse(JqValue value) => value.Kind switch
    {
        JqKind.Null => true,
        JqKind.Boolean => !value.IsTruthy,
        JqKind.Number => value.AsNumber() == 0,
        JqKind.String => value.AsString().Length == 0,
        _ => value.Count == 0,
    };
}
