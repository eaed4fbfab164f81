using Pipeline.Contracts;

namespace Pipeline.Enumerator.Accounts;

/// <summary>What of an account can be listed: its enabled regions, or why nothing can.</summary>
internal sealed record AccountReach(string AccountId, IReadOnlyList<string> Regions, ScopeFailure? Failure = null);
