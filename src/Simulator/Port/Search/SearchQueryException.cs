namespace Pipeline.Simulator.Port.Search;

/// <summary>A search query that Port would not accept.</summary>
internal sealed class SearchQueryException(string message) : Exception(message);
