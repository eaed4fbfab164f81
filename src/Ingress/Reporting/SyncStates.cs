namespace Pipeline.Ingress.Reporting;

/// <summary>Port's words for how a kind of a resync stands.</summary>
internal static class SyncStates
{
    public const string Pending = "pending";
    public const string Syncing = "syncing";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Aborted = "aborted";
}
