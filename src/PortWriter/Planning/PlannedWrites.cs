using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Ledger.Resources;
using Pipeline.Port;
using Pipeline.PortWriter.Drift;
using Pipeline.PortWriter.Parking;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Planning;

/// <summary>
/// Changes nothing at Port: compares what would be written with what Port holds, has Port check it, and takes note.
/// </summary>
internal sealed class PlannedWrites(
    PortClient port, HeldEntities held, PlannedEntities planned, BlueprintRelations relations, ChangePlan plan) : IPortWrites
{
    private readonly ConcurrentDictionary<EntityKey, bool> _isHeld = new();

    public async Task<BulkUpsertResult> UpsertAsync(
        string blueprint, IReadOnlyList<ReadOnlyMemory<byte>> entities, UpsertOptions options, CancellationToken cancellationToken)
    {
        List<JsonElement> bodies = [.. entities.Select(entity => JsonElement.Parse(entity.Span))];
        if (plan.NewBlueprints.Contains(blueprint) && await held.BlueprintAsync(blueprint) is null)
        {
            // What would be made with the defaults cannot be checked before it is there.
            return new BulkUpsertResult([.. bodies.Select((body, index) => Note(blueprint, index, body, null, options, schema: null))]);
        }

        var checkable = await WithoutPlannedTargetsAsync(blueprint, bodies, options, cancellationToken);
        var verdict = await port.UpsertAsync(blueprint, checkable, options with { ValidationOnly = true }, cancellationToken);
        if (verdict.BlueprintMissing)
        {
            return verdict;
        }

        var there = await held.FindAsync(blueprint, bodies.Select(Identifier).OfType<string>(), cancellationToken);
        var schema = await held.BlueprintAsync(blueprint);
        return new BulkUpsertResult([.. bodies.Select((body, index) => verdict.Outcomes[index].Written
            ? Note(blueprint, index, body, Identifier(body) is { } name && there.TryGetValue(name, out var entity) ? entity : null, options, schema)
            : verdict.Outcomes[index])]);
    }

    public async Task<BulkDeleteResult> DeleteAsync(
        string blueprint, IReadOnlyList<string> identifiers, bool deleteDependents, bool isLive, CancellationToken cancellationToken)
    {
        var there = await held.FindAsync(blueprint, identifiers, cancellationToken);
        var gone = identifiers.Where(identifier =>
        {
            var entity = new EntityKey(blueprint, identifier);
            var isThere = there.ContainsKey(identifier) || planned.IsWritten(entity);
            return planned.Delete(entity) && isThere;
        }).ToList();
        foreach (var identifier in gone)
        {
            plan.Add(new PlannedChange(ChangeKind.Delete, new EntityKey(blueprint, identifier), []));
        }

        return new BulkDeleteResult(gone, [.. identifiers.Except(gone, StringComparer.Ordinal)], []);
    }

    public void Finished(Guid runId) => plan.Finish();

    private EntityOutcome Note(string blueprint, int index, JsonElement body, JsonElement? there, UpsertOptions options, JsonElement? schema)
    {
        if (Identifier(body) is not { } identifier)
        {
            var search = new EntityKey(blueprint, body.TryGetProperty("identifier", out var named) ? named.GetRawText() : string.Empty);
            plan.Add(new PlannedChange(ChangeKind.Search, search, []));
            return new EntityOutcome(index, null, Written: true, Created: false, null, null, null);
        }

        var entity = new EntityKey(blueprint, identifier);
        planned.Write(entity, body);
        var isNew = there is null && _isHeld.TryAdd(entity, false);
        IReadOnlyList<EntityDifference> differences = there is { } known
            ? [.. EntityEquality.Differences(body, known), .. options.Merge ? [] : LostFields.Of(body, known, schema)]
            : [];
        plan.Add(new PlannedChange(
            there is null ? ChangeKind.Create : differences.Count > 0 ? ChangeKind.Change : ChangeKind.Rewrite, entity, differences));
        return new EntityOutcome(index, identifier, Written: true, isNew, null, null, null);
    }

    // Where Port makes no placeholders it would miss targets that this very plan makes.
    private async Task<IReadOnlyList<ReadOnlyMemory<byte>>> WithoutPlannedTargetsAsync(
        string blueprint, IReadOnlyList<JsonElement> bodies, UpsertOptions options, CancellationToken cancellationToken)
    {
        var known = options.CreateMissingRelatedEntities ? [] : await relations.FromAsync(blueprint, cancellationToken);
        return [.. bodies.Select(body => (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(Without(body, known)))];
    }

    private JsonElement Without(JsonElement body, IReadOnlyList<BlueprintRelation> known)
    {
        var there = RelationTargets.Of(body, known).Where(target => planned.IsWritten(target.Target)).ToLookup(target => target.Relation, target => target.Target.Identifier);
        if (there.Count == 0)
        {
            return body;
        }

        var changed = JsonNode.Parse(body.GetRawText())!.AsObject();
        foreach (var relation in there)
        {
            var targets = changed["relations"]!.AsObject();
            if (targets[relation.Key] is JsonArray many)
            {
                targets[relation.Key] = new JsonArray([.. many.Where(target => !relation.Contains(target!.GetValue<string>())).Select(target => target!.DeepClone())]);
            }
            else
            {
                targets.Remove(relation.Key);
            }
        }

        return JsonSerializer.SerializeToElement(changed);
    }

    private static string? Identifier(JsonElement body) =>
        body.TryGetProperty("identifier", out var identifier) && identifier.ValueKind == JsonValueKind.String ? identifier.GetString() : null;
}
