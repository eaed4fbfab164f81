using Pipeline.Contracts;

namespace Pipeline.Ingress.Reporting;

/// <summary>Something to report of a run.</summary>
/// <param name="RunId">The run.</param>
internal abstract record RunReport(Guid RunId);

/// <summary>Nothing new: somebody waits until all before it was told.</summary>
/// <param name="Reached">Is set then.</param>
internal sealed record AllTold(TaskCompletionSource Reached) : RunReport(Guid.Empty);

/// <summary>A run has begun.</summary>
internal sealed record RunBegun(Guid RunId, DateTimeOffset StartedAt) : RunReport(RunId);

/// <summary>A run has ended.</summary>
internal sealed record RunEnded(Guid RunId, RunOutcome Outcome) : RunReport(RunId);
