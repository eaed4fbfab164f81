using Pipeline.Jq;

namespace Pipeline.Mapper.Compilation;

/// <summary>The outcome of one evaluation: its value (null unless there is one), or what was said instead.</summary>
internal readonly record struct Evaluation(Outcome Outcome, JqValue Value, string Message)
{
    public static Evaluation Of(JqValue value) =>
        new(value.Kind == JqKind.Null ? Outcome.Null : Outcome.Value, value, string.Empty);

    public static Evaluation Failed(Outcome outcome, string message) => new(outcome, JqValue.Null, message);
}
