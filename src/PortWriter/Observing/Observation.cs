using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Drift;
using Pipeline.PortWriter.Parking;

namespace Pipeline.PortWriter.Observing;

/// <summary>What one message says of resources of one scope: a part of a page, a live fetch, or that some are gone.</summary>
internal sealed record Observation
{
    public required Scope Scope { get; init; }

    /// <summary>Orders it against other observations of the same resources.</summary>
    public required ObservationOrder Order { get; init; }

    /// <summary>The listing it is a page of; null for a live observation.</summary>
    public ListingMark? Listing { get; init; }

    public required IReadOnlyList<ObservedResource> Resources { get; init; }

    /// <summary>The rows of its resources.</summary>
    public IEnumerable<RowKey> Rows => Resources.Select(resource => resource.Key);

    /// <summary>Entities that its message holds beside these, because a later one of the same resource took their place.</summary>
    public int Superseded { get; init; }

    /// <summary>The write options of the mapping.</summary>
    public WriteOptions Options { get; init; } = new();

    /// <summary>Writes what is unchanged too.</summary>
    public bool WritesEverything { get; init; }

    /// <summary>What Port held when the run began; null when that is not known, and nothing is taken for missing.</summary>
    public PortSnapshot? Snapshot { get; init; }

    /// <summary>Whether Port is not known to lack an entity.</summary>
    public bool MayHold(EntityKey entity) => Snapshot?.Holds(entity) ?? true;

    /// <summary>The run it belongs to; null for a live observation.</summary>
    public Guid? RunId => Listing?.RunId;

    /// <summary>
    /// Whether entities that are made no longer go at once. In a run they wait for the sweep: another resource of the
    /// run may make them now.
    /// </summary>
    public bool RemovesAtOnce { get; init; }

    /// <summary>Whether what a block made that left the mapping may be deleted too.</summary>
    public bool RemovesRetired { get; init; }

    /// <summary>The circle of relations that it is a part of; null when it is in none.</summary>
    public Circle.Seat? Circle { get; init; }

    /// <summary>When what is observed happened, or was said; what is older than any queue keeps a message is not believed.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
