using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>A scope of a plan. One that cannot even be tried, because its account is out of reach, has failed already.</summary>
public sealed record PlannedScope(Scope Scope, IReadOnlyList<int> Blocks, ScopeFailure? Failure = null);
