using Pipeline.Contracts;

namespace Pipeline.Ledger;

/// <summary>A run as it was asked for.</summary>
public sealed record RunRecord
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The mapping it uses.</summary>
    public required string MappingVersion { get; init; }

    /// <summary>What asked for it, such as <c>sync</c>, <c>schedule</c> or <c>resync request</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>What it is limited to; null for everything.</summary>
    public RunFilter? Only { get; init; }

    /// <summary>Whether it writes what Port holds already too, for what others changed there.</summary>
    public bool Refresh { get; init; }

    /// <summary>Whether it may delete what left with the mapping, a filter or the organisation.</summary>
    public bool AllowDeletes { get; init; }

    /// <summary>
    /// Whether it may go on where every account is another than before: the leave to delete was given for this very run,
    /// and not by a setting for all of them.
    /// </summary>
    public bool AllowsOtherAccounts { get; init; }

    /// <summary>
    /// Greatest share of the entities in the swept scopes that the sweeps of the run may delete together, 0 to 1: the
    /// mapping's <c>entityDeletionThreshold</c>. Above it, none of the proposed sweeps is done.
    /// </summary>
    public double DeletionThreshold { get; init; } = 1;
}
