using Pipeline.Ledger;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Parking;

namespace Pipeline.PortWriter.Observing;

/// <summary>What became of an observation.</summary>
internal sealed record ObservationOutcome
{
    /// <summary>Entities that Port took.</summary>
    public int Written { get; init; }

    /// <summary>The same by name.</summary>
    public IReadOnlyList<EntityKey> WrittenEntities { get; init; } = [];

    /// <summary>Entities that Port holds as they are.</summary>
    public int Unchanged { get; init; }

    /// <summary>Entities that were deleted.</summary>
    public int Deleted { get; init; }

    /// <summary>Entities that are kept although their resource does not make them.</summary>
    public int Held { get; init; }

    /// <summary>Entities that were neither written nor refused: a later observation, or another source, came first.</summary>
    public int Passed { get; init; }

    /// <summary>Why some of the departing entities stay, a sentence each.</summary>
    public IReadOnlyList<string> Obstacles { get; init; } = [];

    /// <summary>Entities that Port did not take.</summary>
    public IReadOnlyList<RejectedWrite> Rejected { get; init; } = [];

    /// <summary>Entities that another source makes too, a few of them.</summary>
    public IReadOnlyList<EntityCollision> Collisions { get; init; } = [];
}
