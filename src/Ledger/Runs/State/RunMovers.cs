namespace Pipeline.Ledger.Runs.State;

/// <summary>Names those who move a run on, apart from its scopes.</summary>
internal static class RunMovers
{
    public const string Plan = "planned";
    public const string Fail = "failed";
    public const string Stop = "stopped";
}
