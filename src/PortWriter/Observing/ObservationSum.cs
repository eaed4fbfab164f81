using System.Text.Json;
using Pipeline.Ledger;
using Pipeline.PortWriter.Parking;

namespace Pipeline.PortWriter.Observing;

/// <summary>Adds up what became of an observation.</summary>
internal static class ObservationSum
{
    // A mapping that makes one entity of every tag has thousands of collisions on a page; these show it.
    private const int CollisionsTold = 20;

    public static ObservationOutcome Of(Observation observation, IReadOnlyList<ResourceWork> work)
    {
        var entities = work.SelectMany(resource => resource.Entities).ToList();
        return new ObservationOutcome
        {
            Written = entities.Count(entity => entity.Fate == EntityFate.Written),
            WrittenEntities = [.. entities.Where(entity => entity.Fate == EntityFate.Written).Select(entity => entity.Key)],
            Unchanged = entities.Count(entity => entity.Fate == EntityFate.Unchanged) + work.Where(IsUnchanged).Sum(Unshadowed),
            Passed = entities.Count(entity => entity.Fate == EntityFate.Shadowed)
                + work.Where(IsUnchanged).Sum(resource => Collisions(resource).Count())
                + work.Where(resource => resource.Verdict is Verdict.Stale or Verdict.Unordered).Sum(resource => resource.Seen.Entities.Count),
            Held = work.Where(resource => resource.Verdict == Verdict.Claimed && !resource.MayLeave).Sum(resource => resource.Leaving.Count),
            Obstacles = [.. work.SelectMany(resource => resource.Obstacles)],
            Rejected = [.. entities.Where(entity => entity.Fate == EntityFate.Rejected).Select(entity => Rejected(entity, observation))],
            Collisions = [.. entities.Where(entity => entity.Winner is not null).Select(Collision).Concat(work.Where(IsUnchanged).SelectMany(Collisions)).Take(CollisionsTold)],
        };
    }

    private static bool IsUnchanged(ResourceWork resource) => resource.Verdict == Verdict.Unchanged;

    private static int Unshadowed(ResourceWork resource) => resource.Seen.Entities.Count - Collisions(resource).Count();

    private static RejectedWrite Rejected(EntityWork entity, Observation observation) => new(
        entity.Row.Identifier,
        new RejectedEntity(
            entity.Key.Blueprint, entity.Key.Identifier, observation.Scope, entity.Observed.Block, entity.Refusal?.Reason ?? "no reason given")
        {
            Field = FaultyField.Of(entity.Observed.Entity.Body, entity.Refusal?.Reason),
            StatusCode = entity.Refusal?.StatusCode,
            Code = entity.Refusal?.Error,
            RequestId = entity.Refusal?.RequestId,
        },
        entity.Refusal?.StatusCode is 404 or 422 && HasRelations(entity.Observed.Entity.Body));

    private static bool HasRelations(JsonElement body) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty("relations", out _);

    private static EntityCollision Collision(EntityWork entity) => new(
        entity.Key.Blueprint,
        entity.Key.Identifier,
        $"{entity.Winner!.Row} (block {entity.Winner.Block})",
        $"{entity.Row} (block {entity.Observed.Block})");

    private static IEnumerable<EntityCollision> Collisions(ResourceWork resource) => resource.Before.Contributions
        .Where(made => !made.IsDropped && made.State.HasFlag(Ledger.Resources.ContributionState.Shadowed))
        .Select(made => new EntityCollision(
            made.Entity.Blueprint, made.Entity.Identifier, "another resource or block", $"{resource.Key} (block {made.Block})"));
}
