using System.Text.Json;
using Pipeline.Contracts;
using Pipeline.Enumerator.Accounts;
using Pipeline.Enumerator.Kinds;
using Pipeline.Enumerator.Listing;

namespace Pipeline.Enumerator.Fetching.Fetchers;

/// <summary>Finds an account in the organisation's list: the one call that the installation's roles are sure to allow.</summary>
internal sealed class OrganizationAccountFetcher(AccountDirectory directory) : IResourceFetcher
{
    public bool Fetches(Scope scope) => scope.Kind == ListingTraits.OrganizationAccount;

    public async Task<EnumeratedResource?> FetchAsync(ListingRequest request, string identifier, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(request, identifier, cancellationToken)
                ?? (identifier == request.Scope.AccountId ? OrganizationAccountLister.Unlisted(identifier) : null);
        }
        catch (OrganizationUnreadableException) when (identifier == request.Scope.AccountId)
        {
            return OrganizationAccountLister.Unlisted(identifier);
        }
        catch (OrganizationUnreadableException exception)
        {
            // A list that may not be read says nothing about who is on it.
            throw exception.Refusal;
        }
    }

    private async Task<EnumeratedResource?> FindAsync(ListingRequest request, string identifier, CancellationToken cancellationToken)
    {
        await foreach (var page in directory.ListAccountsAsync(request.Deadline, cancellationToken))
        {
            if (page.FirstOrDefault(account => account.GetProperty("Id").ValueEquals(identifier)) is { ValueKind: JsonValueKind.Object } found)
            {
                return OrganizationAccountLister.Resource(found);
            }
        }

        return null;
    }
}
