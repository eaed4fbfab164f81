namespace Pipeline.Ledger;

/// <summary>How much detail of a run is kept.</summary>
public static class RunLimits
{
    /// <summary>Rejected entities kept with their reasons. A mapping fault can reject every entity of a run; this many show it.</summary>
    public const int RejectionsKept = 1000;

    /// <summary>Of these, rejected entities kept of one part of a page. All of them are counted; a part is one item, and DynamoDB takes 400 KB.</summary>
    public const int RejectionsKeptOfAPart = 100;

    /// <summary>Characters kept of a reason.</summary>
    public const int LongestReason = 500;

    /// <summary>Collisions kept with their sources.</summary>
    public const int CollisionsKept = 200;

    /// <summary>Errors kept of the steps of a run. Each is a message of its own: there are as many sweeps as scopes.</summary>
    public const int ErrorsKept = 20;

    /// <summary>Runs that are remembered: enough to see the last ones, however long the installation lives.</summary>
    public const int RunsKept = 100;

    /// <summary>How long a run is remembered at most.</summary>
    public static readonly TimeSpan RunRetention = TimeSpan.FromDays(90);

    /// <summary>How long its scopes, its plan and what its parts saw are: longer than a run takes, and long enough to ask what went wrong last week.</summary>
    public static readonly TimeSpan DetailRetention = TimeSpan.FromDays(8);
}
