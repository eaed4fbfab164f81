namespace Pipeline.Jq;

/// <summary>Why a run ended early: an error the program raised, or a limit of its budget.</summary>
/// <param name="Message">jq's own text, or the name of the limit and its value.</param>
/// <param name="Value">The value the program raised; null for a limit.</param>
/// <param name="Limit"><c>steps</c>, <c>depth</c>, <c>memory</c>, <c>output</c>, <c>time</c> or <c>cancelled</c>; null for an error of the program.</param>
public sealed record JqError(string Message, JqValue Value, string? Limit = null)
{
    /// <summary>True when a limit of the budget ended the run.</summary>
    public bool IsBudget => Limit is not null;

    /// <summary>The exit code that <c>halt</c> or <c>halt_error</c> asked for; null when the program did not halt.</summary>
    public int? ExitCode { get; init; }
}
