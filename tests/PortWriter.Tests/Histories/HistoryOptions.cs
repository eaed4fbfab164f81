namespace Pipeline.PortWriter.Tests.Histories;

/// <summary>What happens in a history.</summary>
/// <param name="Crashes">Writers die at any step.</param>
/// <param name="LosesEvents">Half of the changes are told by no event: only listings show them.</param>
internal sealed record HistoryOptions(bool Crashes, bool LosesEvents);
