using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Enumerator.Accounts;
using Pipeline.Enumerator.Kinds;
using Pipeline.Ledger;

namespace Pipeline.Enumerator.Planning;

/// <summary>
/// Says of scopes that have entities and are not listed any more why that is. Only what was taken away on purpose may be
/// deleted: a kind, a filter, an account that a listing does not show any longer. What may come back by itself stays.
/// </summary>
internal sealed class LeftScopes(MappingDocument mapping, Discovery discovery)
{
    private readonly Dictionary<string, AccountReach> _reaches =
        discovery.Accounts.DistinctBy(account => account.AccountId).ToDictionary(account => account.AccountId);

    /// <summary>Why a scope that is not planned is not listed; null when that is not known, or another row of the plan says so.</summary>
    public LeftScope? Explain(Scope scope)
    {
        if (discovery.Closed.TryGetValue(scope.AccountId, out var state))
        {
            return Kept($"its account is {state}");
        }

        if (!_reaches.TryGetValue(scope.AccountId, out var account))
        {
            return OfUnlisted(scope);
        }

        // Of an account that is out of reach nothing is known.
        return account.Failure is not null ? null : OfListed(scope, account);
    }

    private LeftScope? OfUnlisted(Scope scope) => scope.Kind == ListingTraits.OrganizationAccount
        ? Taken("the accounts are read through another account now")
        : discovery.Knowledge == AccountKnowledge.Listed ? Taken("its account is not among those that are listed") : null;

    private LeftScope OfListed(Scope scope, AccountReach account)
    {
        var blocks = mapping.Blocks.Where(block => block.Kind == scope.Kind).ToList();
        if (blocks.Count == 0)
        {
            return Taken("its kind left the mapping");
        }

        if (scope.Kind == ListingTraits.OrganizationAccount)
        {
            return Taken("the accounts are read through another account now");
        }

        var regions = scope.Region == Scope.Global ? account.Regions : [scope.Region];
        if (!blocks.Any(block => regions.Any(block.Selector.RegionPolicy.Allows)))
        {
            return Taken("no regionPolicy of its kind allows its region");
        }

        return scope.Region != Scope.Global && !account.Regions.Contains(scope.Region)
            ? Kept("its region is not enabled in the account")
            : Taken("it is listed in another way now") with { IsReplaced = true };
    }

    private static LeftScope Taken(string reason) => new() { Reason = reason, MayDelete = true };

    private static LeftScope Kept(string reason) => new() { Reason = reason };
}
