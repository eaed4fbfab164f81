using Pipeline.Contracts;

namespace Pipeline.Enumerator.Fetching;

/// <summary>What AWS showed of one resource.</summary>
/// <param name="Ticket">Taken before AWS was asked.</param>
/// <param name="Resource">The resource; null when it is confirmed that it does not exist.</param>
/// <param name="Missing">The identifiers of which that is confirmed.</param>
internal sealed record Sighting(long Ticket, EnumeratedResource? Resource, IReadOnlyList<string> Missing);
