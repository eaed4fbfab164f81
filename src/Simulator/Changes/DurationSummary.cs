namespace Pipeline.Simulator.Changes;

/// <summary>How long something took.</summary>
/// <param name="Count">How often it happened.</param>
/// <param name="P50">Half took at most so many milliseconds.</param>
/// <param name="P90">Nine of ten.</param>
/// <param name="P99">99 of a hundred.</param>
/// <param name="Longest">All.</param>
public sealed record DurationSummary(long Count, double P50, double P90, double P99, double Longest);
