using Pipeline.Ledger;

namespace Pipeline.Ingress.Reporting;

/// <summary>A scope that a block of the mapping is made from.</summary>
/// <param name="Scope">The scope as it stands.</param>
/// <param name="IsFirst">Whether the block is the first of those made from it.</param>
internal sealed record BlockShare(ScopeSnapshot Scope, bool IsFirst);
