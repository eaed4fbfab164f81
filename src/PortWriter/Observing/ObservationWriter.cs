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
    ResourceLedger rows, ScopeMarks marks, EntityWrites writes, EntityRemover remover, MappingChanges mappings, IRepairRequests requests, TimeProvider time)
{
    // What was said longer ago may concern a resource whose absence the ledger has forgotten (it remembers for 15 days).
    private static readonly TimeSpan BelievedFor = TimeSpan.FromDays(14);

    public async Task<ObservationOutcome> WriteAsync(Observation observation, CancellationToken cancellationToken)
    {
        if (observation.OccurredAt < time.GetUtcNow() - BelievedFor || !await EnterAsync(observation, cancellationToken))
        {
            return await AskAgainAsync(observation, cancellationToken);
        }

        var work = await ClaimAsync(observation, cancellationToken);
        var claimed = work.Where(resource => resource.Verdict == Verdict.Claimed).ToList();
        var repairs = RepairsOf(observation);
        foreach (var resource in work.Where(resource => resource.Verdict == Verdict.Unordered || resource.IsSuspected))
        {
            repairs.Ask(resource.Key, resource.IsSuspected ? ChangeCause.Repair : ChangeCause.Outdated, resource.Before.Claimed.MappingVersion);
        }

        if (claimed.Count > 0 && !await IsCurrentAsync(observation, cancellationToken))
        {
            return await GiveUpAsync(observation, claimed, repairs, cancellationToken);
        }

        List<EntityWork> entities = [.. claimed.SelectMany(resource => resource.Entities)];
        await writes.WriteAsync(observation, entities, repairs, cancellationToken);
        var deleted = observation.RemovesAtOnce ? await RemoveAsync(observation, claimed, repairs, cancellationToken) : 0;
        await ConfirmAsync(observation, claimed, repairs, cancellationToken);
        return ObservationSum.Of(observation, work) with { Deleted = deleted };
    }

    // A page raises the mark of its scope before its rows are read; what is live looks at it after its rows are claimed.
    private async Task<bool> EnterAsync(Observation observation, CancellationToken cancellationToken) => observation.Listing is { } page
        ? await marks.RaiseAsync(observation.Scope, page, cancellationToken)
        : (await marks.EnterAsync(observation.Scope, cancellationToken)).Allows(observation.Listing, observation.Order);

    private async Task<bool> IsCurrentAsync(Observation observation, CancellationToken cancellationToken) =>
        (await marks.EnterAsync(observation.Scope, cancellationToken)).Allows(observation.Listing, observation.Order);

    private async Task<IReadOnlyList<ResourceWork>> ClaimAsync(Observation observation, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var work = observation.Resources.ToDictionary(resource => resource.Key, resource => new ResourceWork(resource, RowClaims.NewToken(), now));
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
               select (resource, new Departure(resource.Key, contribution) { IsResumed = resource.WasOpen }),
        ];
        var dependents = leaving.Count > 0 && await mappings.DeletesDependentsAsync(observation.Order.MappingVersion, cancellationToken);
        var deleted = await remover.RemoveAsync(
            [.. leaving.Select(pair => pair.Departure)], new RemovalRules(observation.RunId, dependents) { IsLive = observation.RunId is null }, repairs, cancellationToken);
        foreach (var (resource, departure) in leaving)
        {
            resource.Settle(departure);
        }

        return deleted;
    }

    // What the ledger is about to forget the need of is asked for first.
    private async Task ConfirmAsync(
        Observation observation, IReadOnlyList<ResourceWork> claimed, Repairs repairs, CancellationToken cancellationToken)
    {
        await repairs.FlushAsync(cancellationToken);
        var work = claimed.ToDictionary(resource => resource.Key);
        Dictionary<RowKey, string> disturbed = [];
        await rows.ChangeAsync(await rows.ReadAsync([.. work.Keys], cancellationToken), Settle, cancellationToken);
        foreach (var (row, known) in disturbed)
        {
            repairs.Ask(row, ChangeCause.Repair, known);
        }

        await repairs.FlushAsync(cancellationToken);
        await ReleaseAsync([.. disturbed.Keys.Select(row => work[row])], cancellationToken);

        ResourceRow? Settle(StoredRow current)
        {
            disturbed.Remove(current.Key);
            var (settled, asks) = Confirmation.Settle(work[current.Key], observation, current.Row);
            if (asks)
            {
                disturbed.Add(current.Key, current.Row.Claimed.MappingVersion);
            }

            return settled;
        }
    }

    private async Task ReleaseAsync(IReadOnlyList<ResourceWork> resources, CancellationToken cancellationToken)
    {
        var tokens = resources.ToDictionary(resource => resource.Key, resource => resource.Token);
        await rows.ChangeAsync(
            await rows.ReadAsync([.. tokens.Keys], cancellationToken), current => RowClaims.Without(current.Row, tokens[current.Key]), cancellationToken);
    }

    // A listing was compared meanwhile that is newer. Nothing was sent.
    private async Task<ObservationOutcome> GiveUpAsync(
        Observation observation, IReadOnlyList<ResourceWork> claimed, Repairs repairs, CancellationToken cancellationToken)
    {
        var known = await ListedUnderAsync(observation, cancellationToken);
        foreach (var resource in claimed)
        {
            repairs.Ask(resource.Key, ChangeCause.Outdated, known);
        }

        await repairs.FlushAsync(cancellationToken);
        await ReleaseAsync(claimed, cancellationToken);
        return new ObservationOutcome();
    }

    // It is not written. But an earlier delivery of it may have been, in part, before its writer died.
    private async Task<ObservationOutcome> AskAgainAsync(Observation observation, CancellationToken cancellationToken)
    {
        var seen = observation.Resources.ToDictionary(resource => resource.Key);
        var repairs = RepairsOf(observation);
        var known = await rows.ReadAsync([.. seen.Keys], cancellationToken);
        await rows.ChangeAsync(
            known,
            current => current.Row.HasClaimOf(observation.Order) ? Suspicion.Of(current.Row, seen[current.Key].Entities) : null,
            cancellationToken);
        var listed = await ListedUnderAsync(observation, cancellationToken);
        foreach (var row in known)
        {
            repairs.Ask(row.Key, ChangeCause.Outdated, listed);
            repairs.Ask(row.Key, ChangeCause.Outdated, row.Row.Claimed.MappingVersion);
        }

        await repairs.FlushAsync(cancellationToken);
        return new ObservationOutcome { Passed = observation.Resources.Sum(resource => resource.Entities.Count) };
    }

    private async Task<string?> ListedUnderAsync(Observation observation, CancellationToken cancellationToken) =>
        (await marks.EnterAsync(observation.Scope, cancellationToken)).Latest?.Order.MappingVersion;

    private Repairs RepairsOf(Observation observation) => new(rows, requests, observation.Order.MappingVersion);
}
