namespace Pipeline.Port;

/// <summary>A user's wish for a resync.</summary>
public sealed record ResyncRequest
{
    /// <summary>When it was made; the text as Port writes it. A different text is a new request.</summary>
    public string? UpdatedAt { get; init; }
}
