namespace Pipeline.Contracts;

/// <summary>Every scope of a run has ended and everything its pages showed has been written or rejected.</summary>
public sealed record RunFinished
{
    /// <inheritdoc cref="StartRun.RunId"/>
    public required Guid RunId { get; init; }

    /// <summary>How it ended.</summary>
    public required RunOutcome Outcome { get; init; }
}
