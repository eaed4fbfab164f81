namespace Pipeline.Mapper;

/// <summary>What came of evaluating one expression on one resource.</summary>
public enum Outcome
{
    /// <summary>A value other than null.</summary>
    Value,

    /// <summary>Null.</summary>
    Null,

    /// <summary>No output at all, as of <c>empty</c>.</summary>
    NoOutput,

    /// <summary>The expression raised an error.</summary>
    Error,

    /// <summary>The expression used up its budget of steps, depth, output or time.</summary>
    OverBudget,

    /// <summary>The expression is not valid jq.</summary>
    DoesNotCompile,
}
