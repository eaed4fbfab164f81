namespace Pipeline.Port;

/// <summary>Writes of the process so far.</summary>
/// <param name="Taken">Requests that Port took or refused with a reason.</param>
/// <param name="Failures">Failures of any.</param>
/// <param name="Recovered">Failures of requests that Port took in the end: these were not the requests' fault.</param>
internal readonly record struct WriteCount(long Taken, long Failures, long Recovered);
