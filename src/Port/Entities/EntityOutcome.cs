namespace Pipeline.Port;

/// <summary>What became of one entity.</summary>
/// <param name="Index">Its position in the call's list.</param>
/// <param name="Identifier">As Port names it; else as it was sent, unless that was a search.</param>
/// <param name="Written">True when Port holds it now.</param>
/// <param name="Created">True when Port did not hold it before.</param>
/// <param name="StatusCode">Port's status for this entity, when it was not written.</param>
/// <param name="Error">Port's error code.</param>
/// <param name="Reason">Why it was not written, in words for the user.</param>
public sealed record EntityOutcome(
    int Index, string? Identifier, bool Written, bool Created, int? StatusCode, string? Error, string? Reason)
{
    /// <summary>Port's <c>x-trace-id</c> of the answer that says so; null when it had none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Requests that were made for it and for those that shared them; they are told with one of them.</summary>
    public int Calls { get; init; }

    /// <summary>Of these, requests that were made again.</summary>
    public int Retries { get; init; }
}
