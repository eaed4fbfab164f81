using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>An entity that Port did not take.</summary>
public sealed record RejectedEntity(string Blueprint, string Identifier, Scope Scope, int Block, string Reason)
{
    /// <summary>The field of the mapping block that made what Port refused, such as <c>properties.size</c>; null when it is not known.</summary>
    public string? Field { get; init; }

    /// <summary>The expression of that field, at most 200 characters; null when it is not known.</summary>
    public string? Expression { get; init; }

    /// <summary>Port's status for it; null when it did not come to that.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Port's error code, such as <c>not_found</c>; null when there was none.</summary>
    public string? Code { get; init; }

    /// <summary>Port's <c>x-trace-id</c> of the answer that refused it, for a support request; null when there was none.</summary>
    public string? RequestId { get; init; }
}
