using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Enumerator.Accounts;
using Pipeline.Enumerator.Kinds;
using Pipeline.Ledger;

namespace Pipeline.Enumerator.Planning;

/// <summary>
/// Decides what a run lists: a scope per account, region, kind and way of listing, however many blocks want it.
/// </summary>
internal static class ScopePlanner
{
    /// <summary>Plans a run. The order interleaves accounts and regions, so that no account's rate limit is met by all at once.</summary>
    public static RunPlan Plan(MappingDocument mapping, Discovery discovery)
    {
        var advice = mapping.Blocks.Select(block => block.Kind).Distinct().Select(KindNames.Advice).OfType<string>();
        return new RunPlan
        {
            Scopes = [.. Interleave(discovery.Accounts.SelectMany(account => ScopesOf(mapping, discovery, account)))],
            Notes = [.. discovery.Notes, .. advice],
        };
    }

    private static IEnumerable<PlannedScope> ScopesOf(MappingDocument mapping, Discovery discovery, AccountReach account)
    {
        if (account.Failure is not null)
        {
            return
            [
                new PlannedScope(
                    new Scope { AccountId = account.AccountId, Region = Scope.Every, Kind = Scope.Every },
                    [.. mapping.Blocks.Select(block => block.Position)],
                    [],
                    account.Failure),
            ];
        }

        return mapping.Blocks
            .GroupBy(block => (block.Kind, Options: ListingTraits.Of(block)))
            .SelectMany(listing => ScopesOf(listing.Key.Kind, listing.Key.Options, [.. listing], discovery, account));
    }

    private static IEnumerable<PlannedScope> ScopesOf(
        string kind, ListingOptions options, IReadOnlyList<MappingBlock> blocks, Discovery discovery, AccountReach account)
    {
        if (kind == ListingTraits.OrganizationAccount)
        {
            return account.AccountId == discovery.HomeAccountId ? [ScopeOf(Scope.Global, blocks, account.Regions)] : [];
        }

        if (GlobalKinds.Contains(kind))
        {
            var candidates = GlobalKinds.Order(account.Regions.Where(blocks[0].Selector.RegionPolicy.Allows));
            return candidates.Count > 0 ? [ScopeOf(Scope.Global, blocks, candidates)] : [];
        }

        return account.Regions
            .Select(region => (Region: region, Wanted: blocks.Where(block => block.Selector.RegionPolicy.Allows(region)).ToList()))
            .Where(regional => regional.Wanted.Count > 0)
            .Select(regional => ScopeOf(regional.Region, regional.Wanted, [regional.Region]));

        PlannedScope ScopeOf(string region, IEnumerable<MappingBlock> wanted, IReadOnlyList<string> regions) => new(
            new Scope { AccountId = account.AccountId, Region = region, Kind = kind, Options = options },
            [.. wanted.Select(block => block.Position)],
            regions);
    }

    private static IEnumerable<PlannedScope> Interleave(IEnumerable<PlannedScope> scopes) => scopes
        .GroupBy(scope => (scope.Scope.AccountId, scope.Scope.Region))
        .SelectMany(place => place.Select((scope, turn) => (scope, turn)))
        .OrderBy(entry => entry.turn)
        .Select(entry => entry.scope);
}
