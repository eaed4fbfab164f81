namespace Pipeline.Enumerator.Planning;

/// <summary>A run is limited to something that does not exist.</summary>
internal sealed class UnknownScopeException(string message) : Exception(message);
