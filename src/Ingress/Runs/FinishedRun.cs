using Pipeline.Contracts;

namespace Pipeline.Ingress.Runs;

/// <summary>A run that has ended.</summary>
public sealed record FinishedRun(Guid RunId, RunOutcome Outcome);
