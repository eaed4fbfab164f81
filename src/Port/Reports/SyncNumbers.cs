namespace Pipeline.Port;

/// <summary>The numbers of one kind.</summary>
/// <param name="Phase">By phase.</param>
public sealed record SyncNumbers(SyncPhases Phase);
