using Pipeline.Contracts;
using Pipeline.Ledger;
using Pipeline.Ledger.Resources;

namespace Pipeline.Enumerator.Planning;

/// <summary>The scopes that the ledger knows from earlier runs.</summary>
internal sealed class RememberedScopes(ScopeMarks marks, ResourceLedger rows, IRunLedger ledger)
{
    /// <summary>All that have, or had, entities.</summary>
    public ValueTask<List<Scope>> ListAsync(CancellationToken cancellationToken) =>
        marks.ListAsync(cancellationToken).Select(mark => mark.Scope).ToListAsync(cancellationToken);

    /// <summary>The plan without those that have nothing left; the others get a ticket, for what is observed of them later stays.</summary>
    public async Task<RunPlan> WithTicketsAsync(RunPlan plan, CancellationToken cancellationToken)
    {
        List<PlannedScope> scopes = [];
        foreach (var planned in plan.Scopes)
        {
            if (planned.Left is not { } left)
            {
                scopes.Add(planned);
            }
            else if (await rows.RowsAsync(planned.Scope, cancellationToken).AnyAsync(stored => stored.Row.Contributions.Count > 0, cancellationToken))
            {
                var ticket = await ledger.NextTicketAsync(planned.Scope.AccountId, planned.Scope.Region, cancellationToken);
                scopes.Add(planned with { Left = left with { Ticket = ticket } });
            }
        }

        return plan with { Scopes = scopes };
    }
}
