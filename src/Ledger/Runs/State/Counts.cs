namespace Pipeline.Ledger.Runs.State;

/// <summary>What the stages counted, of a scope or of many.</summary>
internal sealed record Counts
{
    public long Listed { get; init; }

    public long Mapped { get; init; }

    public long Written { get; init; }

    public long Unchanged { get; init; }

    public long Passed { get; init; }

    public long Rejected { get; init; }

    public long Deleted { get; init; }

    public long Held { get; init; }

    public long MappingChanges { get; init; }

    public long Collisions { get; init; }

    public long AwsCalls { get; init; }

    public long PortCalls { get; init; }

    public static Counts operator +(Counts left, Counts right) => new()
    {
        Listed = left.Listed + right.Listed,
        Mapped = left.Mapped + right.Mapped,
        Written = left.Written + right.Written,
        Unchanged = left.Unchanged + right.Unchanged,
        Passed = left.Passed + right.Passed,
        Rejected = left.Rejected + right.Rejected,
        Deleted = left.Deleted + right.Deleted,
        Held = left.Held + right.Held,
        MappingChanges = left.MappingChanges + right.MappingChanges,
        Collisions = left.Collisions + right.Collisions,
        AwsCalls = left.AwsCalls + right.AwsCalls,
        PortCalls = left.PortCalls + right.PortCalls,
    };

    public static Counts Of(BatchRecord batch) => new()
    {
        Mapped = batch.Mapped,
        Written = batch.Written,
        Unchanged = batch.Unchanged,
        Passed = batch.Passed,
        Rejected = batch.Rejected.Count,
        Deleted = batch.Deleted,
        Held = batch.Held,
        Collisions = batch.Collisions.Count,
        PortCalls = batch.PortCalls,
    };

    public static Counts Of(SweepRecord sweep) => new()
    {
        Deleted = sweep.Deleted,
        Held = sweep.Result == SweepResult.Held ? sweep.Gone - sweep.Deleted : 0,
        MappingChanges = sweep.MappingChanges,
        Rejected = sweep.Rejected.Count,
        PortCalls = sweep.PortCalls,
    };
}
