using System.Text.Json;
using Pipeline.Aws;
using Pipeline.Contracts;
using Pipeline.Enumerator.Calls;

namespace Pipeline.Enumerator.Accounts;

/// <summary>Finds the accounts of a run and what of each can be listed.</summary>
internal sealed class AccountDiscovery(AccountDirectory directory, RegionReader regions)
{
    // As many as Ocean assumes at once, so that quotas tuned for it hold.
    private const int AccountsAtOnce = 20;

    /// <summary>Reads the accounts.</summary>
    /// <exception cref="AccountsUnreadableException">Not even the home account could be identified, or the list broke off.</exception>
    public async Task<Discovery> DiscoverAsync(CancellationToken cancellationToken)
    {
        var home = await directory.HomeAsync(cancellationToken);
        var listed = await ListAsync(home, cancellationToken);
        var ids = listed.Ids;
        var reaches = new AccountReach[ids.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AccountsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, ids.Count, parallel, async (index, token) =>
            reaches[index] = await ReachAsync(home, ids[index], token));

        return new Discovery
        {
            HomeAccountId = home.Id,
            HomeRegion = directory.HomeRegion(home.Partition),
            Accounts = reaches,
            Closed = listed.Closed,
            Knowledge = listed.Knowledge,
            Denial = listed.Denial,
            Notes = listed.Notes,
        };
    }

    /// <summary>The accounts that are listed, by id.</summary>
    /// <exception cref="AccountsUnreadableException">Not even the home account could be identified, or the list broke off.</exception>
    public async Task<IReadOnlyList<string>> AccountIdsAsync(CancellationToken cancellationToken) =>
        (await ListAsync(await directory.HomeAsync(cancellationToken), cancellationToken)).Ids;

    private async Task<AccountReach> ReachAsync(HomeAccount home, string accountId, CancellationToken cancellationToken)
    {
        var credentials = await directory.CredentialsAsync(accountId, cancellationToken);
        return await regions.ReadAsync(
            accountId, credentials, directory.HomeRegion(home.Partition), directory.Deadline(), cancellationToken);
    }

    private async Task<Listed> ListAsync(HomeAccount home, CancellationToken cancellationToken)
    {
        var listed = new Listed([.. directory.GivenAccounts(home)], [], []);
        try
        {
            await foreach (var page in directory.ListAccountsAsync(directory.Deadline(), cancellationToken))
            {
                listed.Ids.AddRange(page.Where(account => IsListed(account, listed)).Select(Id).ToList());
            }
        }
        catch (OrganizationUnreadableException exception)
        {
            List<string> ids = [.. directory.FallbackAccounts(home)];
            return new Listed(ids, [], [$"Only account {string.Join(", ", ids)} is synced: the accounts of its organisation cannot be read ({exception.Message})."])
            {
                Knowledge = exception.IsDenied ? AccountKnowledge.Denied : AccountKnowledge.Alone,
                Denial = exception.IsDenied ? ScopeFailures.From(exception.Refusal) : null,
            };
        }
        catch (AwsException exception)
        {
            throw new AccountsUnreadableException($"The organisation's accounts could not be read ({exception.Message}).", exception);
        }

        return listed;
    }

    private static bool IsListed(JsonElement account, Listed listed)
    {
        if (listed.Ids.Contains(Id(account)))
        {
            return false;
        }

        var state = Text(account, "State") ?? Text(account, "Status");
        if (state is null or "ACTIVE")
        {
            return true;
        }

        listed.Closed[Id(account)] = state;
        listed.Notes.Add($"Account {Id(account)} is {state}: it is not listed, and its entities are kept.");
        return false;
    }

    private sealed record Listed(List<string> Ids, Dictionary<string, string> Closed, List<string> Notes)
    {
        public AccountKnowledge Knowledge { get; init; }

        public ScopeFailure? Denial { get; init; }
    }

    private static string Id(JsonElement account) => Answer.Text(account, "Id");

    private static string? Text(JsonElement account, string name) =>
        account.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
