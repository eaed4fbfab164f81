using Pipeline.Simulator.Demo.Oracle;
using Pipeline.Simulator.Kinds;
using Pipeline.Simulator.Port.Blueprints;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Changes;

/// <summary>Measures how long after a change of a resource Port holds what the demo mapping makes of it.</summary>
internal sealed class ChangeTracker(BlueprintStore blueprints, EntityStore entities, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<EntityKey, List<Pending>> pending = [];
    private readonly Durations seen = new();
    private readonly Dictionary<ResourceChangeKind, long> made = [];
    private long invisible;

    /// <summary>Notes a change that is about to be made.</summary>
    public void Expect(SimulatedKind kind, in ResourceKey before, in ResourceKey after, ResourceChangeKind what)
    {
        var was = what == ResourceChangeKind.Created ? null : DemoOracle.Resource(kind, before);
        var now = what == ResourceChangeKind.Deleted ? null : DemoOracle.Resource(kind, after);
        var key = (now ?? was)!.Key;
        var isAtPort = entities.TryFind(key, out _);
        lock (gate)
        {
            made[what] = made.GetValueOrDefault(what) + 1;
            if (was is not null && now?.IsSame(was) == true)
            {
                invisible++;
                return;
            }

            if (!pending.TryGetValue(key, out var changes))
            {
                pending[key] = changes = [];
            }

            if (now is null && !isAtPort)
            {
                // What Port never got to see has nothing to be deleted.
                invisible += changes.Count + 1;
                pending.Remove(key);
                return;
            }

            changes.Add(new(now, clock.GetTimestamp()));
        }
    }

    /// <summary>Notes what Port holds now; null for an entity that is gone.</summary>
    public void Written(EntityKey key, EntityState? state)
    {
        lock (gate)
        {
            if (!pending.TryGetValue(key, out var changes))
            {
                return;
            }

            // Who shows a later state has shown the earlier ones too: only the present one is ever fetched.
            var last = changes.FindLastIndex(change => change.IsShownBy(state, blueprints.Find(key.Blueprint)));
            foreach (var change in changes.Take(last + 1))
            {
                seen.Add(clock.GetElapsedTime(change.At));
            }

            changes.RemoveRange(0, last + 1);
            if (changes.Count == 0)
            {
                pending.Remove(key);
            }
        }
    }

    /// <summary>Forgets the durations so far, so that the next ones stand alone.</summary>
    public void Restart()
    {
        lock (gate)
        {
            seen.Clear();
        }
    }

    public ChangeReport Report(DeliveryReport deliveries)
    {
        lock (gate)
        {
            return new()
            {
                Created = made.GetValueOrDefault(ResourceChangeKind.Created),
                Changed = made.GetValueOrDefault(ResourceChangeKind.Changed),
                Tagged = made.GetValueOrDefault(ResourceChangeKind.Tagged),
                Deleted = made.GetValueOrDefault(ResourceChangeKind.Deleted),
                Invisible = invisible,
                Waiting = pending.Values.Sum(changes => changes.Count),
                ToPort = seen.Summary(),
                Events = deliveries,
            };
        }
    }

    private sealed record Pending(ExpectedEntity? Expected, long At)
    {
        public bool IsShownBy(EntityState? state, Blueprint? blueprint) => Expected is null
            ? state is null
            : state is not null && EntityComparer.FindDifference(Expected, state, blueprint) is null;
    }
}
