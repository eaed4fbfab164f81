using System.Runtime.CompilerServices;
using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Enumerator.Accounts;
using Pipeline.Enumerator.Calls;
using Pipeline.Enumerator.Kinds;
using Pipeline.Ledger;

namespace Pipeline.Enumerator.Listing;

/// <summary>
/// Lists the accounts of the organisation, flat and without the keys that say where a resource was found. Which accounts
/// no page held is only known to who saw them all: broken off, it begins again.
/// </summary>
internal sealed class OrganizationAccountLister(AccountDirectory directory, IRunLedger ledger) : IResourceLister
{
    public bool Lists(Scope scope) => scope.Kind == ListingTraits.OrganizationAccount;

    public async IAsyncEnumerable<ResourcePage> ListAsync(
        ListingRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ticket = await ledger.NextTicketAsync(request.Scope.AccountId, Scope.Global, cancellationToken);
        var home = await directory.HomeAsync(cancellationToken);
        var unlisted = directory.GivenAccounts(home).ToHashSet(StringComparer.Ordinal);
        await using var pages = directory.ListAccountsAsync(request.Deadline, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await NextAsync(pages, () => unlisted.UnionWith(directory.FallbackAccounts(home))))
        {
            unlisted.ExceptWith(pages.Current.Select(Id));
            yield return new ResourcePage(ticket, [.. pages.Current.Select(Resource)]);
        }

        if (unlisted.Count > 0)
        {
            yield return new ResourcePage(ticket, [.. unlisted.Order(StringComparer.Ordinal).Select(Unlisted)]);
        }
    }

    /// <summary>An account as Organizations lists it.</summary>
    public static EnumeratedResource Resource(JsonElement account) => new() { Identifier = Id(account), Raw = account };

    /// <summary>What stands for an account that no organisation lists: it has no name to read; mappings have always seen this one.</summary>
    public static EnumeratedResource Unlisted(string accountId) =>
        Resource(JsonElement.Parse($$"""{"Id":"{{accountId}}","Name":"No name found"}"""));

    private static async Task<bool> NextAsync(IAsyncEnumerator<IReadOnlyList<JsonElement>> pages, Action onUnreadable)
    {
        try
        {
            return await pages.MoveNextAsync();
        }
        catch (OrganizationUnreadableException)
        {
            onUnreadable();
            return false;
        }
    }

    private static string Id(JsonElement account) => Answer.Text(account, "Id");
}
