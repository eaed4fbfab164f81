using System.Text.Json;
using Pipeline.Simulator.Port.Blueprints;
using Pipeline.Simulator.Port.Entities;

namespace Pipeline.Simulator.Port.Search;

/// <summary>Finds entities by a query.</summary>
internal sealed class EntitySearch(BlueprintStore blueprints, EntityStore entities, TimeProvider clock)
{
    private readonly SearchContext context = new(blueprints, entities, clock);

    /// <summary>The first <paramref name="most"/> entities of the blueprint that match. A query that is wrong finds none.</summary>
    public IReadOnlyList<EntityState> Find(Blueprint blueprint, JsonElement query, int most) =>
        SearchQuery.TryRead(query, context, out var read) is null
            ? [.. entities.Snapshot(blueprint.Identifier).Where(read.Matches).Take(most)]
            : [];

    /// <summary>The one entity of the blueprint that matches; null when none or several do.</summary>
    public EntityKey? ResolveOne(Blueprint blueprint, JsonElement query) =>
        Find(blueprint, query, 2) is [var only] ? only.Key : null;

    /// <summary>Reads a query from a request's body.</summary>
    public PortError? Read(JsonElement query, out SearchQuery read) =>
        SearchQuery.TryRead(query, context, out read) is { } fault ? PortError.Invalid($"body/{fault}") : null;
}
