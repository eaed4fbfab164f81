using Pipeline.Contracts;
using Pipeline.Ledger.Resources;

namespace Pipeline.PortWriter.Observing;

/// <summary>
/// Writes observations: the one way by which anything gets to Port or leaves it. Every step may be done twice, and
/// after a crash between two of them the next observation of the resource finishes what was begun.
/// </summary>
internal sealed class ObservationWriter(ResourceLedger rows, ScopeMarks marks, EntityWrites writes)
{
    public async Task<ObservationOutcome> WriteAsync(Observation observation, CancellationToken cancellationToken)
    {
        if (!await EnterAsync(observation, cancellationToken))
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
        await ConfirmAsync(observation, claimed, repairs, cancellationToken);
        return ObservationSum.Of(observation, work, repairs);
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
        await rows.ChangeAsync(known, current => RowClaim.Weigh(work[current.Key], observation, current.Row), cancellationToken);
        return [.. work.Values];
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
