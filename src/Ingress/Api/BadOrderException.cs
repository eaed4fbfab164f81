namespace Pipeline.Ingress.Api;

/// <summary>A body does not say which run is wanted.</summary>
internal sealed class BadOrderException(string message) : Exception(message);
