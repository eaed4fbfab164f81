using System.Collections.Concurrent;
using System.Text.Json;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Planning;

/// <summary>
/// What a plan would have changed at Port by now, for whoever asks Port what it holds: a look at Port alone would still
/// show what would be gone. Outside of a plan it is empty.
/// </summary>
internal sealed class PlannedEntities
{
    private readonly ConcurrentDictionary<EntityKey, JsonElement?> _entities = new();

    /// <summary>Notes that an entity would be written.</summary>
    public void Write(EntityKey entity, JsonElement body) => _entities[entity] = body;

    /// <summary>Notes that an entity would be deleted; false when it would have been before.</summary>
    public bool Delete(EntityKey entity) => !IsGone(entity) && (_entities[entity] = null) is null;

    /// <summary>Whether it would be gone.</summary>
    public bool IsGone(EntityKey entity) => _entities.TryGetValue(entity, out var body) && body is null;

    /// <summary>Whether Port's own word on it is out of date.</summary>
    public bool Knows(EntityKey entity) => _entities.ContainsKey(entity);

    /// <summary>Whether it would be there, by this plan.</summary>
    public bool IsWritten(EntityKey entity) => _entities.TryGetValue(entity, out var body) && body is not null;

    /// <summary>The entities of a blueprint that would be written.</summary>
    public IEnumerable<(EntityKey Entity, JsonElement Body)> Of(string blueprint) => _entities
        .Where(entity => entity.Key.Blueprint == blueprint && entity.Value is not null)
        .Select(entity => (entity.Key, entity.Value!.Value));

    /// <summary>All of them.</summary>
    public IEnumerable<(EntityKey Entity, JsonElement Body)> Written() =>
        _entities.Where(entity => entity.Value is not null).Select(entity => (entity.Key, entity.Value!.Value));
}
