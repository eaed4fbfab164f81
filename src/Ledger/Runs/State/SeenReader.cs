using Pipeline.Contracts;

namespace Pipeline.Ledger.Runs.State;

/// <summary>Tells what a scope showed that is to be swept.</summary>
internal sealed class SeenReader(RunStores stores, PlanStore plans, PartStore parts)
{
    public async ValueTask<SeenResources?> FindAsync(Guid runId, Scope scope, int attempt, CancellationToken cancellationToken)
    {
        var name = scope.ToString();
        if (await plans.FindAsync(runId, cancellationToken) is not { } plan
            || plan.PlaceOf(name) is not { } place
            || await stores.Runs.FindAsync(RunKeys.Run(runId), cancellationToken) is not { Goes: true })
        {
            return null;
        }

        if (plan.Plan.Scopes[place].Left is { } left)
        {
            return new SeenResources([], left.Ticket)
            {
                Left = await WeighAsync(plan, scope, left, cancellationToken),
                AllowsDeletes = plan.Run.AllowDeletes,
            };
        }

        return await stores.Scopes.FindAsync(RunKeys.Scope(runId, name), cancellationToken) is { IsComplete: true } document && document.Attempt == attempt
            ? await parts.SeenAsync(plan.Run, name, document, cancellationToken)
            : null;
    }

    // What takes the place of a listing has to have shown something before anything is gone by it.
    private async ValueTask<LeftScope> WeighAsync(PlanIndex plan, Scope scope, LeftScope left, CancellationToken cancellationToken)
    {
        if (!left.IsReplaced)
        {
            return left;
        }

        var successors = plan.Plan.Scopes
            .Where(planned => planned.Left is null
                && (planned.Scope.AccountId, planned.Scope.Region, planned.Scope.Kind) == (scope.AccountId, scope.Region, scope.Kind))
            .Select(planned => RunKeys.Scope(plan.Run.RunId, planned.Scope.ToString()));
        var documents = await stores.Scopes.FindAsync([.. successors], cancellationToken);
        return left with
        {
            MayDelete = false,
            IsReplaced = documents.Count > 0 && documents.All(document => document is { IsComplete: true, Listing.Resources: > 0 }),
        };
    }
}
