namespace Pipeline.Ingress.LiveEvents.Parsing;

/// <summary>A body that is no JSON.</summary>
public sealed class NotJsonException(string message) : Exception(message);
