using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>An entity that Port did not take.</summary>
public sealed record RejectedEntity(string Blueprint, string Identifier, Scope Scope, int Block, string Reason);
