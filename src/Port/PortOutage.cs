namespace Pipeline.Port;

/// <summary>Port does not answer usefully: calls wait. Callers that take work from a queue should stop taking more.</summary>
/// <param name="Since">When the first of the unbroken failures was seen.</param>
/// <param name="Reason">What the latest failure was.</param>
public sealed record PortOutage(DateTimeOffset Since, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => $"Port is down since {Since:u}: {Reason}";
}
