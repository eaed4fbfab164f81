using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Observing;

/// <summary>A resource that is being written.</summary>
/// <param name="seen">The resource as it was observed.</param>
/// <param name="token">Names this writer in the row.</param>
/// <param name="startedAt">When this writer began.</param>
internal sealed class ResourceWork(ObservedResource seen, ulong token, DateTimeOffset startedAt)
{
    public ObservedResource Seen => seen;

    public ulong Token => token;

    public DateTimeOffset StartedAt => startedAt;

    /// <summary>Whether a writer of the same observation died over it, and what it did is in doubt now.</summary>
    public bool IsSuspected { get; private set; }

    public RowKey Key => seen.Key;

    public Verdict Verdict { get; private set; }

    /// <summary>The row as it was before the claim.</summary>
    public ResourceRow Before { get; private set; } = ResourceRow.Unknown;

    /// <summary>Its entities; set by a claim.</summary>
    public IReadOnlyList<EntityWork> Entities { get; private set; } = [];

    /// <summary>What it contributed and makes no longer; set by a claim.</summary>
    public IReadOnlyList<Contribution> Leaving { get; private set; } = [];

    /// <summary>Whether another writer was at work on it, or had died over it, when it was claimed.</summary>
    public bool WasOpen { get; private set; }

    /// <summary>Those of <see cref="Leaving"/> that are gone from Port, or belong to others now.</summary>
    public HashSet<EntityKey> Left { get; } = [];

    /// <summary>Whether what it makes no longer may be taken away: all that it makes now is at Port, and nothing faulted.</summary>
    public bool MayLeave => !seen.IsFaulted && Entities.All(entity => entity.Fate != EntityFate.Rejected);

    /// <summary>Why entities of it are kept that it does not make.</summary>
    public List<string> Obstacles { get; } = [];

    /// <summary>Takes note of what became of a departure.</summary>
    public void Settle(Departure departure)
    {
        if (departure.HasLeft)
        {
            Left.Add(departure.Entity);
        }
        else if (departure.Obstacle is { } obstacle)
        {
            Obstacles.Add($"{departure.Entity.Blueprint}/{departure.Entity.Identifier} is kept: {obstacle}");
        }
    }

    public void Decide(Verdict verdict, ResourceRow before, bool isSuspected = false)
    {
        (Verdict, Before, Entities, Leaving, IsSuspected) = (verdict, before, [], [], isSuspected);
    }

    public void Claim(ResourceRow before, IReadOnlyList<EntityWork> entities, IReadOnlyList<Contribution> leaving, bool wasOpen)
    {
        WasOpen = wasOpen;
        (Verdict, Before, Entities, Leaving, IsSuspected) = (Verdict.Claimed, before, entities, leaving, false);
    }
}
