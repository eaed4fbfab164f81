using Pipeline.Simulator.Port.Blueprints;

namespace Pipeline.Simulator.Port.Entities;

/// <summary>Deletes entities, with those that depend on them where asked.</summary>
internal sealed class EntityRemover(BlueprintStore blueprints, EntityStore entities)
{
    /// <summary>Deletes all or none. An entity that relates to a deleted one is its dependent.</summary>
    public PortError? Remove(
        Blueprint blueprint, IReadOnlyList<string> identifiers, bool withDependents, bool mustExist, out IReadOnlyList<string> deleted)
    {
        deleted = [];
        lock (entities.Gate)
        {
            var doomed = identifiers.Select(identifier => new EntityKey(blueprint.Identifier, identifier)).ToHashSet();
            foreach (var key in doomed)
            {
                if (mustExist && !entities.TryFind(key, out _))
                {
                    return PortError.NotFound("Entity", key.Identifier);
                }

                if (!withDependents && entities.Incoming(key).FirstOrDefault(source => !doomed.Contains(source)) is { Identifier: not null } dependent)
                {
                    return new(422, "has_dependents", $"Entity \"{key.Identifier}\" has dependents, such as \"{dependent.Identifier}\" of blueprint \"{dependent.Blueprint}\"");
                }
            }

            if (withDependents)
            {
                AddDependents(doomed);
            }

            deleted = [.. doomed.Where(key => entities.Remove(key, TargetsOf(key.Blueprint))).Select(key => key.Identifier)];
            return null;
        }
    }

    private void AddDependents(HashSet<EntityKey> doomed)
    {
        Queue<EntityKey> next = new(doomed);
        while (next.TryDequeue(out var key))
        {
            foreach (var source in entities.Incoming(key).Where(doomed.Add))
            {
                next.Enqueue(source);
            }
        }
    }

    private Func<string, string?> TargetsOf(string blueprint) =>
        name => blueprints.Find(blueprint)?.Relations.GetValueOrDefault(name)?.Target;
}
