namespace Pipeline.Ledger.Runs.State;

/// <summary>What the stages counted, of a scope or of many.</summary>
internal sealed record Counts
{
    public long Listed { get; init; }

    /// <summary>Resources in the parts that were written.</summary>
    public long Seen { get; init; }

    public long Mapped { get; init; }

    public long Written { get; init; }

    public long Unchanged { get; init; }

    public long Passed { get; init; }

    public long Parked { get; init; }

    public long Rejected { get; init; }

    public long Deleted { get; init; }

    public long Held { get; init; }

    public long MappingChanges { get; init; }

    public long Collisions { get; init; }

    public long AwsCalls { get; init; }

    public long AwsRetries { get; init; }

    public long PortCalls { get; init; }

    public long PortRetries { get; init; }

    /// <summary>Entities of which is known what became of them; all that were mapped, or something went astray.</summary>
    public long Settled => Written + Unchanged + Passed + Parked + Rejected;

    public static Counts operator +(Counts left, Counts right) => new()
    {
        Listed = left.Listed + right.Listed,
        Seen = left.Seen + right.Seen,
        Mapped = left.Mapped + right.Mapped,
        Written = left.Written + right.Written,
        Unchanged = left.Unchanged + right.Unchanged,
        Passed = left.Passed + right.Passed,
        Parked = left.Parked + right.Parked,
        Rejected = left.Rejected + right.Rejected,
        Deleted = left.Deleted + right.Deleted,
        Held = left.Held + right.Held,
        MappingChanges = left.MappingChanges + right.MappingChanges,
        Collisions = left.Collisions + right.Collisions,
        AwsCalls = left.AwsCalls + right.AwsCalls,
        AwsRetries = left.AwsRetries + right.AwsRetries,
        PortCalls = left.PortCalls + right.PortCalls,
        PortRetries = left.PortRetries + right.PortRetries,
    };

    public static Counts Of(BatchRecord batch) => new()
    {
        Seen = batch.Seen.Count,
        Mapped = batch.Mapped,
        Written = batch.Written,
        Unchanged = batch.Unchanged,
        Passed = batch.Passed,
        Parked = batch.Parked,
        Rejected = batch.Rejected.Count,
        Deleted = batch.Deleted,
        Held = batch.Held,
        Collisions = batch.Collisions.Count,
        PortCalls = batch.PortCalls,
        PortRetries = batch.PortRetries,
    };

    public static Counts Of(SweepRecord sweep) => new()
    {
        Written = sweep.Written,
        Deleted = sweep.Deleted,
        Held = sweep.Result == SweepResult.Held ? sweep.Gone - sweep.Deleted : 0,
        MappingChanges = sweep.MappingChanges,
        Rejected = sweep.Rejected.Count,
        PortCalls = sweep.PortCalls,
        PortRetries = sweep.PortRetries,
    };
}
