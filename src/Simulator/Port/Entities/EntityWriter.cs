using System.Text.Json;
using Pipeline.Simulator.Faults;
using Pipeline.Simulator.Port.Blueprints;
using Pipeline.Simulator.Port.Search;

namespace Pipeline.Simulator.Port.Entities;

/// <summary>Writes one entity as Port does: checks it, resolves what it searches for, merges or replaces.</summary>
internal sealed class EntityWriter(BlueprintStore blueprints, EntityStore entities, EntitySearch search, FaultBook faults, TimeProvider clock)
{
    /// <summary>The identifier Port reports when a search did not lead to one entity.</summary>
    private const string Unknown = "unknown";

    public WriteResult Write(Blueprint blueprint, JsonElement given, WriteOptions options, string datasource)
    {
        var identifier = given.TryGetProperty("identifier", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : Unknown;
        if (EntityCheck.FindFault(blueprint, given) is { } fault)
        {
            return new(identifier, fault);
        }

        // Looking others up and storing must be one step: two writers may be after the same placeholder.
        lock (entities.Gate)
        {
            if (named.ValueKind == JsonValueKind.Object)
            {
                if (search.ResolveOne(blueprint, named) is not { } found)
                {
                    return new(Unknown, new(404, "not_found", "The search query of the identifier did not lead to exactly one entity"));
                }

                identifier = found.Identifier;
            }
            else if (named.ValueKind != JsonValueKind.String)
            {
                identifier = "entity_" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
            }

            var key = new EntityKey(blueprint.Identifier, identifier);
            return faults.TryHit(SimulatorFaultKind.PortReject, new FaultCall { Blueprint = key.Blueprint, Identifier = identifier }, out var rejection)
                ? new(identifier, new(rejection.StatusCode ?? 422, "invalid_request", "Rejected by an injected fault"))
                : Store(blueprint, key, given, options, datasource);
        }
    }

    private WriteResult Store(Blueprint blueprint, EntityKey key, JsonElement given, WriteOptions options, string datasource)
    {
        var exists = entities.TryFind(key, out var record);
        var before = record?.State;
        if (exists && !options.Upsert)
        {
            return new(key.Identifier, new(409, "entity_exists", $"An entity with identifier \"{key.Identifier}\" already exists in blueprint \"{key.Blueprint}\""));
        }

        var kept = options.Merge ? before : null;
        var relations = new RelationWriter(blueprints, entities, search);
        if (relations.Read(blueprint, given, kept, options.CreateMissing) is { } unresolved)
        {
            return new(key.Identifier, unresolved);
        }

        var now = clock.GetUtcNow();
        var after = Describe(new EntityState(key), blueprint, given, kept) with
        {
            Relations = relations.Resolved,
            CreatedAt = before?.CreatedAt ?? now,
            CreatedBy = before?.CreatedBy ?? datasource,
            UpdatedAt = now,
            UpdatedBy = datasource,
        };
        if (EntityCheck.FindMissing(blueprint, after) is { } missing)
        {
            return new(key.Identifier, missing);
        }

        if (!options.ValidationOnly)
        {
            relations.CreatePlaceholders(datasource, now);
            Put(blueprint, before, after);
        }

        return new(key.Identifier, null, !exists);
    }

    private static EntityState Describe(EntityState entity, Blueprint blueprint, JsonElement given, EntityState? kept) => entity with
    {
        Title = Text(given, "title", kept?.Title),
        Icon = Text(given, "icon", kept?.Icon),
        Team = Team(given, kept?.Team),
        Properties = PropertyBag.Combine(blueprint, given, kept?.Properties),
    };

    private void Put(Blueprint blueprint, EntityState? before, EntityState after)
    {
        var changed = before is null || !IsSame(before, after);
        // Versions that hold the same share their memory: a second run over everything costs little.
        var kept = changed ? after : after with { Properties = before!.Properties, Relations = before.Relations };
        entities.Put(kept, changed, name => blueprint.Relations.GetValueOrDefault(name)?.Target);
    }

    private static bool IsSame(EntityState before, EntityState after) =>
        before.Title == after.Title
        && before.Icon == after.Icon
        && !before.IsPlaceholder
        && (before.Team ?? []).AsSpan().SequenceEqual(after.Team ?? [])
        && PropertyBag.AreSame(before.Properties, after.Properties)
        && before.Relations.Count == after.Relations.Count
        && before.Relations.All(relation => after.Relations.TryGetValue(relation.Key, out var other) && other.IsSame(relation.Value));

    private static string? Text(JsonElement given, string name, string? kept) =>
        given.TryGetProperty(name, out var value) ? value.GetString() : kept;

    private static byte[]? Team(JsonElement given, byte[]? kept) =>
        !given.TryGetProperty("team", out var team) ? kept
        : team.ValueKind == JsonValueKind.Null ? null
        : System.Text.Encoding.UTF8.GetBytes(team.GetRawText());
}
