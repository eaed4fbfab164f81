using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Drift;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Checking;

/// <summary>
/// What looks different at first sight, by hashes of names: a few megabytes for hundreds of thousands. While a process
/// writes, most of it is only seen between two of its steps, and is not different at the second sight.
/// </summary>
internal sealed class Suspects
{
    private readonly PortSnapshot _held = new();
    private readonly PortSnapshot _made = new();
    private readonly PortSnapshot _suspected = new();
    private int _heldAndMade;

    /// <summary>Whether an entity may be at Port that no resource makes.</summary>
    public bool HasUnattributed => _heldAndMade < _held.Count;

    /// <summary>Whether anything has to be looked at again that a resource makes.</summary>
    public bool HasRows => _suspected.Count > 0;

    /// <summary>Notes an entity that Port holds; all of them before <see cref="AddMade"/>.</summary>
    public void AddHeld(EntityKey entity) => _held.Add(entity);

    /// <summary>Notes an entity that a row makes.</summary>
    public void AddMade(ResourceRow row, Contribution made)
    {
        var isHeld = _held.Holds(made.Entity);
        if (_made.Add(made.Entity) && isHeld)
        {
            _heldAndMade++;
        }

        if (Suspicion(row, made, isHeld) is not null)
        {
            _suspected.Add(made.Entity);
        }
    }

    /// <summary>Whether an entity was at Port at first sight and no resource made it.</summary>
    public bool IsUnattributed(EntityKey entity) => _held.Holds(entity) && !_made.Holds(entity);

    /// <summary>Whether something was different at first sight of an entity that a resource makes.</summary>
    public bool Contains(EntityKey entity) => _suspected.Holds(entity);

    /// <summary>What looks different of an entity that a row makes; null when nothing does.</summary>
    public static DifferenceKind? Suspicion(ResourceRow row, Contribution made, bool isHeld)
    {
        // What is on its way out may be gone already. Which entity a search found is not known.
        var isExpected = made.IsConfirmed && !made.IsDropped && !EntityDeletions.IsSearch(made.Entity);
        if (isExpected && !isHeld)
        {
            return DifferenceKind.Missing;
        }

        if (!made.IsConfirmed && !made.IsDropped && !made.State.HasFlag(ContributionState.Shadowed))
        {
            return DifferenceKind.Unconfirmed;
        }

        return row.Claims.Count > 0 ? DifferenceKind.OpenClaim : null;
    }
}
