namespace Pipeline.Simulator.Changes;

/// <summary>What became of the events about changes.</summary>
/// <param name="Delivered">Taken by the target.</param>
/// <param name="Repeated">Attempts that failed and were made again, as EventBridge does.</param>
/// <param name="Lost">Given up: the target refused them for good, or too often.</param>
/// <param name="Waiting">Not delivered yet.</param>
/// <param name="Answers">How long the target took to answer when it took an event.</param>
public sealed record DeliveryReport(long Delivered, long Repeated, long Lost, long Waiting, DurationSummary Answers);
