namespace Pipeline.Ledger.Runs.State;

/// <summary>What scopes came to, added up.</summary>
internal sealed record GroupSum
{
    public int Complete { get; init; }

    public int Failed { get; init; }

    public int Emptied { get; init; }

    /// <summary>Scopes that are not listed any more.</summary>
    public int Left { get; init; }

    /// <summary>Whether anything makes the run partial: a scope, an entity, a selector, a sweep.</summary>
    public bool IsFaulted { get; init; }

    public Counts Counts { get; init; } = new();

    /// <summary>Entities that the scopes whose sweep was reported held before it.</summary>
    public long Entities { get; init; }

    /// <summary>Of these, what is gone.</summary>
    public long Gone { get; init; }

    /// <summary>Of what is gone, what was proposed for deletion and not deleted at once.</summary>
    public long Proposed { get; init; }

    /// <summary>What those proposals count for when they are held.</summary>
    public Counts Proposals { get; init; } = new();

    public static GroupSum operator +(GroupSum left, GroupSum right) => new()
    {
        Complete = left.Complete + right.Complete,
        Failed = left.Failed + right.Failed,
        Emptied = left.Emptied + right.Emptied,
        Left = left.Left + right.Left,
        IsFaulted = left.IsFaulted || right.IsFaulted,
        Counts = left.Counts + right.Counts,
        Entities = left.Entities + right.Entities,
        Gone = left.Gone + right.Gone,
        Proposed = left.Proposed + right.Proposed,
        Proposals = left.Proposals + right.Proposals,
    };

    /// <summary>What a scope that has closed adds.</summary>
    public static GroupSum OfScope(ScopeVerdict verdict, ScopeDocument? scope) => new()
    {
        Complete = verdict == ScopeVerdict.Complete ? 1 : 0,
        Failed = verdict == ScopeVerdict.Failed ? 1 : 0,
        Emptied = verdict == ScopeVerdict.Emptied ? 1 : 0,
        Left = verdict == ScopeVerdict.Left ? 1 : 0,
        IsFaulted = verdict is ScopeVerdict.Failed or ScopeVerdict.Emptied || scope is { IsFaulted: true } or { Counts.Rejected: > 0 },
        Counts = scope?.Sum ?? new Counts(),
    };

    /// <summary>What the first word about a sweep adds. A sweep that a guard holds deletes nothing: it does not count against the others.</summary>
    public static GroupSum OfReport(SweepRecord sweep) => (sweep.Result == SweepResult.Proposed ? new GroupSum() : OfSweep(sweep)) with
    {
        Entities = sweep.Entities,
        Gone = sweep.Result == SweepResult.Held ? sweep.Deleted : sweep.Gone,
        Proposed = sweep.Result == SweepResult.Proposed ? sweep.Gone : 0,
        Proposals = sweep.Result == SweepResult.Proposed ? Counts.Of(sweep) : new Counts(),
    };

    /// <summary>What a sweep that is over adds.</summary>
    public static GroupSum OfSweep(SweepRecord sweep) => new()
    {
        IsFaulted = sweep.Result == SweepResult.Held || sweep.Rejected.Count > 0,
        Counts = Counts.Of(sweep),
    };
}
