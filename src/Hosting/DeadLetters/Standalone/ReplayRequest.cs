using Pipeline.Messaging.DeadLetters;

namespace Pipeline.Hosting.DeadLetters.Standalone;

/// <summary>That letters are to be sent.</summary>
/// <param name="Filter">Which; none that fails later than it was asked for, or what fails again would be sent for ever.</param>
/// <param name="PerSecond">How fast.</param>
/// <param name="Most">How many at most.</param>
internal sealed record ReplayRequest(DeadLetterFilter Filter, int PerSecond, int Most);
