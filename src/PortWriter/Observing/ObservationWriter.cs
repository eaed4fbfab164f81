using Pipeline.Contracts;
using Pipeline.Ledger.Resources;
using Pipeline.PortWriter.Mappings;
using Pipeline.PortWriter.Removing;

namespace Pipeline.PortWriter.Observing;

/// <summary>
/// Writes observations: the one way by which anything gets to Port or leaves it. Every step may be done twice, and
/// after a crash between two of them the next observation of the resource finishes what was begun.
/// </summary>
internal sealed class ObservationWriter(
    ResourceLedger rows, ScopeMarks marks, EntityWrites writes, EntityRemover remover, MappingChanges mappings, TimeProvider time)
{
    // What was said longer ago may concern a resource whose absence the ledger has forgotten (it remembers for 15 days).
    private static readonly TimeSpan BelievedFor = TimeSpan.FromDays(14);

    public async Task<ObservationOutcome> WriteAsync(Observation observation, CancellationToken cancellationToken)
    {
        if (observation.OccurredAt < time.GetUtcNow() - BelievedFor || !await EnterAsync(observation, cancellationToken))
        {
            return Outdated(observation.Resources);
        }

        var work = await ClaimAsync(observation, cancellationToken);
        var claimed = work.Where(resource => resource.Verdict == Verdict.Claimed).ToList();
        if (claimed.Count > 0 && !await IsCurrentAsync(observation, cancellationToken))
        {
            return Outdated(claimed.Select(resource => resource.Seen));
        }

        var repairs = new Repairs();
        foreach (var resource in work.Where(resource => resource.Verdict == Verdict.Unordered))
        {
            repairs.Ask(resource.Key, ChangeCause.Outdated);
        }

        List<EntityWork> entities = [.. claimed.SelectMany(resource => resource.Entities)];
        await writes.WriteAsync(observation, entities, repairs, cancellationToken);
        var deleted = observation.RemovesAtOnce ? await RemoveAsync(observation, claimed, repairs, cancellationToken) : 0;
        await ConfirmAsync(observation, claimed, repairs, cancellationToken);
        return ObservationSum.Of(observation, work, repairs) with { Deleted = deleted };
    }

    // A page raises the mark of its scope before its rows are read; what is live looks at it after its rows are claimed.
    private async Task<bool> EnterAsync(Observation observation, CancellationToken cancellationToken) => observation.Listing is { } page
        ? await marks.RaiseAsync(observation.Scope, page, cancellationToken)
        : (await marks.EnterAsync(observation.Scope, cancellationToken)).Allows(observation.Listing, observation.Order);

    private async Task<bool> IsCurrentAsync(Observation observation, CancellationToken cancellationToken) =>
        (await marks.EnterAsync(observation.Scope, cancellationToken)).Allows(observation.Listing, observation.Order);

    private async Task<IReadOnlyList<ResourceWork>> ClaimAsync(Observation observation, CancellationToken cancellationToken)
    {
        var work = observation.Resources.ToDictionary(resource => resource.Key, resource => new ResourceWork(resource));
        var known = await rows.ReadAsync([.. work.Keys], cancellationToken);
        var left = await mappings.LeftAsync(known.SelectMany(VersionsOf), observation.Order.MappingVersion, cancellationToken);
        await rows.ChangeAsync(known, current => RowClaim.Weigh(work[current.Key], observation, current.Row, left), cancellationToken);
        return [.. work.Values];
    }

    private static IEnumerable<string> VersionsOf(StoredRow stored) =>
        stored.Row.Contributions.Select(made => made.MappingVersion ?? stored.Row.Claimed.MappingVersion);

    private async Task<int> RemoveAsync(
        Observation observation, IReadOnlyList<ResourceWork> claimed, Repairs repairs, CancellationToken cancellationToken)
    {
        List<(ResourceWork Resource, Departure Departure)> leaving =
        [
            .. from resource in claimed
               where resource.MayLeave
               from contribution in resource.Leaving
               where observation.RemovesRetired || !contribution.State.HasFlag(ContributionState.Retired)
               select (resource, new Departure(resource.Key, contribution)),
        ];
        var dependents = leaving.Count > 0 && await mappings.DeletesDependentsAsync(observation.Order.MappingVersion, cancellationToken);
        var deleted = await remover.RemoveAsync(
            [.. leaving.Select(pair => pair.Departure)], new RemovalRules(observation.RunId, dependents), repairs, cancellationToken);
        foreach (var (resource, departure) in leaving)
        {
            resource.Settle(departure);
        }

        return deleted;
    }

    private async Task ConfirmAsync(
        Observation observation, IReadOnlyList<ResourceWork> claimed, Repairs repairs, CancellationToken cancellationToken)
    {
        var work = claimed.ToDictionary(resource => resource.Key);
        var known = await rows.ReadAsync([.. work.Keys], cancellationToken);
        await rows.ChangeAsync(
            known,
            current => Confirmation.Settle(work[current.Key], observation, current, repairs) is { } row && !row.Equals(current.Row) ? row : null,
            cancellationToken);
        await rows.DoubtAsync(repairs.Doubts, cancellationToken);
    }

    private static ObservationOutcome Outdated(IEnumerable<ObservedResource> resources) => new()
    {
        Again = resources.ToDictionary(resource => resource.Key.Resource, _ => ChangeCause.Outdated),
    };
}
