using Pipeline.Ledger.Resources;
using Pipeline.Port;

namespace Pipeline.PortWriter.Observing;

/// <summary>An entity of a claimed resource on its way to Port.</summary>
internal sealed class EntityWork(ObservedEntity observed, Contribution? before, RowKey row)
{
    public ObservedEntity Observed => observed;

    public EntityKey Key => observed.Key;

    /// <summary>What its resource contributed to the entity before; null when nothing.</summary>
    public Contribution? Before => before;

    public RowKey Row => row;

    public EntityFate Fate { get; set; }

    /// <summary>Whether a writer was at work on its resource before, or broke down over it: it may have written the entity.</summary>
    public bool WasOpen { get; init; }

    /// <summary>Whether it was sent to Port, whatever came of it.</summary>
    public bool WasSent { get; set; }

    /// <summary>Whether the resource may have written the entity before, so that whoever comes before it now has to write.</summary>
    public bool MayHaveWritten => WasSent || before is { } made && !made.State.HasFlag(ContributionState.Shadowed);

    /// <summary>Whether Port said that it did not hold it before.</summary>
    public bool IsCreated { get; set; }

    /// <summary>The contributor that comes before; null when this one is written.</summary>
    public Contributor? Winner { get; set; }

    /// <summary>What Port said, when it did not take it.</summary>
    public EntityOutcome? Refusal { get; set; }

    /// <summary>Whether the entity knows already that the resource contributes to it, by this block.</summary>
    public bool IsNoted => before is { IsDropped: false } known
        && known.Block == observed.Block
        && (known.State & (ContributionState.Confirmed | ContributionState.Shadowed)) != 0;

    /// <summary>As the row is to hold it while it is written.</summary>
    public Contribution Intended() => new(
        observed.Block,
        observed.Key,
        observed.Hash,
        (Fate == EntityFate.Unchanged ? ContributionState.Confirmed : ContributionState.None) | Lasting());

    /// <summary>As the row is to hold it afterwards.</summary>
    public Contribution Settled() => new(
        observed.Block,
        observed.Key,
        observed.Hash,
        Fate switch
        {
            EntityFate.Unchanged or EntityFate.Written => ContributionState.Confirmed,
            EntityFate.Shadowed => ContributionState.Shadowed,
            _ => ContributionState.None,
        } | Lasting());

    private ContributionState Lasting() =>
        (observed.IsSearched ? ContributionState.Searched : ContributionState.None)
        | (IsCreated ? ContributionState.Created : ContributionState.None)
        | (before is null ? ContributionState.None : before.State & ContributionState.Created);
}
