namespace Pipeline.Contracts;

/// <summary>What stopped a scope.</summary>
public sealed record ScopeFailure
{
    /// <summary>The class that decides what is done about it.</summary>
    public required FailureClass Class { get; init; }

    /// <summary>AWS's error code, such as <c>AccessDeniedException</c>; empty when AWS did not answer.</summary>
    public required string Code { get; init; }

    /// <summary>AWS's message, or what happened instead of an answer.</summary>
    public required string Reason { get; init; }

    /// <summary>AWS's id of the refused request, for a support case; empty when there was no answer.</summary>
    public string RequestId { get; init; } = string.Empty;
}
