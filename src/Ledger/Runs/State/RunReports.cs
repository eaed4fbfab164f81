using System.Runtime.CompilerServices;
using System.Text;

namespace Pipeline.Ledger.Runs.State;

/// <summary>Reads runs for people.</summary>
internal sealed class RunReports(RunStores stores, PlanStore plans, PartStore parts, LeftoverReader leftovers, OutsideReader outside)
{
    public async ValueTask<RunSnapshot?> FindAsync(Guid runId, bool withDetails, CancellationToken cancellationToken)
    {
        if (await stores.Runs.FindAsync(RunKeys.Run(runId), cancellationToken) is not { Record: not null } run)
        {
            return null;
        }

        if (await plans.FindAsync(runId, cancellationToken) is not { } plan)
        {
            return RunSnapshots.Of(run);
        }

        var scopes = await stores.Scopes.FindAsync([.. plan.Names.Select(name => RunKeys.Scope(runId, name))], cancellationToken);
        var groups = await stores.Groups.FindAsync(
            [.. Enumerable.Range(0, plan.Groups).Select(group => RunKeys.Group(runId, group))], cancellationToken);
        var details = new RunDetails();
        var left = await leftovers.FindAsync(runId, plan, scopes, cancellationToken);
        foreach (var (place, scope) in scopes.Index())
        {
            details.Add(scope?.Sweep?.Rejected ?? left.RejectedOf(plan.Names[place]));
            if (withDetails && scope is { HasDetails: true })
            {
                await foreach (var part in parts.ReadAsync(runId, plan.Names[place], scope.Attempt, cancellationToken))
                {
                    details.Add(part);
                }
            }
        }

        var (during, afterwards) = withDetails ? await outside.OfAsync(run, cancellationToken) : default;
        return RunSnapshots.Of(run) with
        {
            Outside = during,
            Afterwards = afterwards,
            IsWhole = plan.Plan.IsWhole,
            Notes = plan.Plan.Notes,
            Scopes = [.. scopes.Select((scope, place) => left.AddTo(RunSnapshots.Of(run, plan.Plan.Scopes[place], scope, groups, place)))],
            Rejected = details.Rejected,
            Findings = details.Findings,
            Collisions = details.Collisions,
        };
    }

    public async IAsyncEnumerable<RunSnapshot> ListAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in stores.Table.QueryAsync(RunKeys.Index, string.Empty, cancellationToken))
        {
            var runId = Guid.Parse(Encoding.UTF8.GetString(entry.Content.Span));
            if (await stores.Runs.FindAsync(RunKeys.Run(runId), cancellationToken) is { Record: not null } run)
            {
                yield return RunSnapshots.Of(run);
            }
        }
    }
}
