using System.Diagnostics.CodeAnalysis;

namespace Pipeline.Simulator.Port.Entities;

/// <summary>All entities, and who relates to whom. Every member may be called from any thread.</summary>
internal sealed class EntityStore(SimulatorOptions options)
{
    private readonly Dictionary<string, Dictionary<string, EntityRecord>> byBlueprint = new(StringComparer.Ordinal);
    private readonly Dictionary<EntityKey, HashSet<EntityKey>> incoming = [];

    /// <summary>Held by a write from its first look at other entities to its last change.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Writes accepted so far, those that changed nothing included.</summary>
    public long Writes { get; private set; }

    public long Deletes { get; private set; }

    /// <summary>Told of each entity that was written, and with null of each that was removed.</summary>
    public Action<EntityKey, EntityState?> Observer { get; set; } = static (_, _) => { };

    public int Total
    {
        get
        {
            lock (Gate)
            {
                return byBlueprint.Values.Sum(entities => entities.Count);
            }
        }
    }

    public int Count(string blueprint)
    {
        lock (Gate)
        {
            return byBlueprint.GetValueOrDefault(blueprint)?.Count ?? 0;
        }
    }

    public bool TryFind(EntityKey key, [NotNullWhen(true)] out EntityRecord? record)
    {
        lock (Gate)
        {
            record = null;
            return byBlueprint.TryGetValue(key.Blueprint, out var entities) && entities.TryGetValue(key.Identifier, out record);
        }
    }

    /// <summary>The entities of a blueprint as they are now, in order of identifier.</summary>
    public IReadOnlyList<EntityState> Snapshot(string blueprint)
    {
        List<EntityState> states;
        lock (Gate)
        {
            states = byBlueprint.TryGetValue(blueprint, out var entities) ? [.. entities.Values.Select(record => record.State)] : [];
        }

        states.Sort(static (left, right) => string.CompareOrdinal(left.Key.Identifier, right.Key.Identifier));
        return states;
    }

    public IReadOnlyList<string> Blueprints()
    {
        lock (Gate)
        {
            return [.. byBlueprint.Keys.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>The entities that relate to this one.</summary>
    public IReadOnlyList<EntityKey> Incoming(EntityKey key)
    {
        lock (Gate)
        {
            return incoming.TryGetValue(key, out var sources) ? [.. sources] : [];
        }
    }

    public bool HasIncoming(EntityKey key)
    {
        lock (Gate)
        {
            return incoming.ContainsKey(key);
        }
    }

    /// <summary>Stores a state as the entity's newest version.</summary>
    public void Put(EntityState state, bool changed, Func<string, string?> targetOf)
    {
        lock (Gate)
        {
            if (!byBlueprint.TryGetValue(state.Key.Blueprint, out var entities))
            {
                byBlueprint[state.Key.Blueprint] = entities = new(StringComparer.Ordinal);
            }

            if (entities.TryGetValue(state.Key.Identifier, out var record))
            {
                Unlink(record.State, targetOf);
                record.Write(state, changed, options.VersionsPerEntity);
            }
            else
            {
                entities[state.Key.Identifier] = new(state);
            }

            Link(state, targetOf);
            Writes++;
            Observer(state.Key, state);
        }
    }

    public bool Remove(EntityKey key, Func<string, string?> targetOf)
    {
        lock (Gate)
        {
            if (!byBlueprint.TryGetValue(key.Blueprint, out var entities) || !entities.Remove(key.Identifier, out var record))
            {
                return false;
            }

            Unlink(record.State, targetOf);
            Deletes++;
            Observer(key, null);
            return true;
        }
    }

    public void RemoveAll(string blueprint)
    {
        lock (Gate)
        {
            if (byBlueprint.Remove(blueprint, out var entities))
            {
                Deletes += entities.Count;
                foreach (var sources in incoming.Values)
                {
                    sources.RemoveWhere(source => source.Blueprint == blueprint);
                }
            }
        }
    }

    private void Link(EntityState state, Func<string, string?> targetOf)
    {
        foreach (var (name, relation) in state.Relations)
        {
            foreach (var target in targetOf(name) is { } blueprint ? relation.Targets : [])
            {
                var key = new EntityKey(targetOf(name)!, target);
                if (!incoming.TryGetValue(key, out var sources))
                {
                    incoming[key] = sources = [];
                }

                sources.Add(state.Key);
            }
        }
    }

    private void Unlink(EntityState state, Func<string, string?> targetOf)
    {
        foreach (var (name, relation) in state.Relations)
        {
            foreach (var target in targetOf(name) is null ? [] : relation.Targets)
            {
                var key = new EntityKey(targetOf(name)!, target);
                if (incoming.TryGetValue(key, out var sources) && sources.Remove(state.Key) && sources.Count == 0)
                {
                    incoming.Remove(key);
                }
            }
        }
    }
}
