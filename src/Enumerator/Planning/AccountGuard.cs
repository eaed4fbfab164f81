using System.Globalization;
using Pipeline.Contracts;
using Pipeline.Enumerator.Accounts;
using Pipeline.Ledger;
using Pipeline.Ledger.Resources;

namespace Pipeline.Enumerator.Planning;

/// <summary>
/// Refuses a run that would list none of the accounts whose entities the ledger knows. Then the credentials are most likely
/// of another environment: everything known would look as if it had left, and the other's resources would be written
/// beside it. Once they were, the next run would know their accounts, so nothing may be written even once.
/// </summary>
internal sealed class AccountGuard(ResourceLedger rows, IRunLedger ledger)
{
    // More of them are no help.
    private const int MostNames = 3;

    /// <param name="runId">The run; whoever asked for it with leave to delete is believed.</param>
    /// <param name="discovery">The accounts there are.</param>
    /// <param name="remembered">The scopes that the ledger knows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OtherAccountsException">The ledger has entities, and all of them are of other accounts.</exception>
    public async Task RequireAsync(Guid runId, Discovery discovery, IReadOnlyList<Scope> remembered, CancellationToken cancellationToken)
    {
        var listed = discovery.Accounts.Select(account => account.AccountId).Concat(discovery.Closed.Keys).Append(discovery.HomeAccountId).ToHashSet(StringComparer.Ordinal);
        if (remembered.Any(scope => listed.Contains(scope.AccountId)) || !await HaveEntitiesAsync(remembered, cancellationToken))
        {
            return;
        }

        if ((await ledger.FindProgressAsync(runId, cancellationToken))?.Run.AllowsOtherAccounts != true)
        {
            throw new OtherAccountsException(
                $"None of the accounts that are listed now ({Names(discovery.Accounts.Select(account => account.AccountId))}) is among those whose entities "
                + $"this installation wrote ({Names(remembered.Select(scope => scope.AccountId))}): nothing was listed, written or deleted. "
                + "If the AWS credentials are of the wrong environment, mend them; for another organisation choose another PIPELINE_HOME and OCEAN__INTEGRATION__IDENTIFIER. "
                + $"If these accounts take the place of the others, ask for one run with --allow-deletes.{string.Concat(discovery.Notes.Select(note => $" {note}"))}");
        }
    }

    private async Task<bool> HaveEntitiesAsync(IReadOnlyList<Scope> scopes, CancellationToken cancellationToken)
    {
        foreach (var scope in scopes)
        {
            if (await rows.RowsAsync(scope, cancellationToken).AnyAsync(stored => stored.Row.Contributions.Count > 0, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private static string Names(IEnumerable<string> accounts)
    {
        var names = accounts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames
            ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - MostNames} more")
            : string.Empty);
    }
}
