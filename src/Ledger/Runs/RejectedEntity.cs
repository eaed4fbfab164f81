using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>An entity that Port did not take.</summary>
public sealed record RejectedEntity(string Blueprint, string Identifier, Scope Scope, int Block, string Reason)
{
    /// <summary>The field of the mapping block that made what Port refused, such as <c>properties.size</c>; null when it is not known.</summary>
    public string? Field { get; init; }
}
