namespace Pipeline.Port;

/// <summary>An entity that Port did not delete.</summary>
/// <param name="Identifier">The entity.</param>
/// <param name="StatusCode">Port's status.</param>
/// <param name="Error">Port's error code.</param>
/// <param name="Reason">Port's words.</param>
public sealed record DeleteRejection(string Identifier, int StatusCode, string? Error, string? Reason);
