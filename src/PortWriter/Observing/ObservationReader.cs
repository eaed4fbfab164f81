using Pipeline.Contracts;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>Reads observations out of messages.</summary>
internal static class ObservationReader
{
    /// <summary>A part of a page, or a live fetch.</summary>
    public static Observation Read(EntitiesMapped message)
    {
        var entities = message.Entities.ToLookup(entity => entity.Resource, StringComparer.Ordinal);
        var faulted = message.Faulted.ToHashSet(StringComparer.Ordinal);
        var order = new ObservationOrder(message.MappingVersion, message.Ticket);
        var superseded = 0;
        List<ObservedResource> resources =
        [
            .. message.Resources.Select(resource => new ObservedResource(
                new RowKey(message.Scope, resource), Once(entities[resource], message.Options, ref superseded), IsPresent: true, faulted.Contains(resource))),
        ];
        return new Observation
        {
            Scope = message.Scope,
            Order = order,
            Superseded = superseded,
            Resources = resources,
            Listing = message.RunId is { } run ? new ListingMark(run, message.Attempt, order) : null,
            Options = message.Options,
            RemovesAtOnce = message.RunId is null,
            OccurredAt = message.OccurredAt,
        };
    }

    /// <summary>That resources of a scope are gone.</summary>
    public static Observation Gone(Scope scope, ObservationOrder order, IEnumerable<string> resources) => new()
    {
        Scope = scope,
        Order = order,
        RemovesAtOnce = true,
        RemovesRetired = true,
        Resources = [.. resources.Select(resource => new ObservedResource(new RowKey(scope, resource), [], IsPresent: false, IsFaulted: false))],
    };

    // Entities come in the order of their blocks: of two with one key, the later block wins, within it the later item.
    private static List<ObservedEntity> Once(IEnumerable<MappedEntity> entities, WriteOptions options, ref int superseded)
    {
        var once = new List<ObservedEntity>();
        var places = new Dictionary<EntityKey, int>();
        foreach (var entity in entities)
        {
            var key = new EntityKey(entity.Blueprint, entity.Identifier);
            var observed = new ObservedEntity(key, entity, EntityDigest.Of(entity, options), EntityDigest.IsSearched(entity.Body));
            if (places.TryAdd(key, once.Count))
            {
                once.Add(observed);
            }
            else
            {
                once[places[key]] = observed;
                superseded++;
            }
        }

        return once;
    }
}
