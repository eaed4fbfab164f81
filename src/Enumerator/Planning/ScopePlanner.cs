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
    /// <param name="mapping">What is wanted.</param>
    /// <param name="discovery">Where.</param>
    /// <param name="only">What the run is limited to.</param>
    /// <param name="remembered">Scopes that have entities.</param>
    /// <exception cref="UnknownScopeException">The limit names something that does not exist.</exception>
    public static RunPlan Plan(MappingDocument mapping, Discovery discovery, RunFilter only, IReadOnlyList<Scope> remembered)
    {
        FilterCheck.ThrowIfUnknown(only, mapping, discovery, remembered);
        var listings = mapping.Blocks
            .GroupBy(block => new Listing(block.Kind, ListingTraits.Of(block)))
            .ToDictionary(listing => listing.Key, listing => (IReadOnlyList<MappingBlock>)[.. listing]);
        var all = Interleave(
            [.. listings.SelectMany(listing => Organization(listing.Key, listing.Value, discovery)),
             .. discovery.Accounts.Concat(Unseen(discovery, remembered)).SelectMany(account => ScopesOf(account, listings))]).ToList();
        var scopes = all.Where(scope => only.Takes(scope.Scope)).ToList();
        var kinds = listings.Keys.Select(listing => listing.Kind).Distinct().ToList();
        return new RunPlan
        {
            Scopes = [.. scopes, .. Left(mapping, discovery, all, remembered.Where(only.Takes))],
            IsWhole = discovery is { Knowledge: not AccountKnowledge.Denied, Closed.Count: 0 },
            Notes =
            [
                .. discovery.Notes,
                .. kinds.Select(KindNames.Advice).OfType<string>(),
                .. kinds.Except(scopes.Select(scope => scope.Scope.Kind)).Where(kind => only.IsEverything && scopes.All(scope => scope.Failure is null)).Select(Nowhere),
            ],
        };
    }

    private static IEnumerable<PlannedScope> Left(
        MappingDocument mapping, Discovery discovery, IEnumerable<PlannedScope> planned, IEnumerable<Scope> remembered)
    {
        var listed = planned.Select(scope => scope.Scope.ToString()).ToHashSet(StringComparer.Ordinal);
        var left = new LeftScopes(mapping, discovery);
        return remembered
            .Where(scope => !listed.Contains(scope.ToString()))
            .Select(scope => new PlannedScope(scope, [], []) { Left = left.Explain(scope) })
            .Where(scope => scope.Left is not null);
    }

    // Where the organisation may not be read any more, accounts of earlier runs are out of reach, not gone: a run without
    // them is not complete.
    private static IEnumerable<AccountReach> Unseen(Discovery discovery, IEnumerable<Scope> remembered) => discovery.Denial is { } denial
        ? remembered.Select(scope => scope.AccountId).Except(discovery.Accounts.Select(account => account.AccountId)).Select(account => new AccountReach(account, [], denial))
        : [];

    private static string Nowhere(string kind) =>
        $"{kind} is listed nowhere: its regionPolicy leaves none of the regions that the accounts have enabled.";

    private static IEnumerable<PlannedScope> Organization(Listing listing, IReadOnlyList<MappingBlock> blocks, Discovery discovery) =>
        listing.Kind == ListingTraits.OrganizationAccount
            ? [listing.In(discovery.HomeAccountId, Scope.Global, blocks, [discovery.HomeRegion])]
            : [];

    private static IEnumerable<PlannedScope> ScopesOf(
        AccountReach account, IReadOnlyDictionary<Listing, IReadOnlyList<MappingBlock>> listings)
    {
        if (account.Failure is null)
        {
            return listings.SelectMany(listing => ScopesOf(account, listing.Key, listing.Value));
        }

        var everything = new Scope { AccountId = account.AccountId, Region = Scope.Every, Kind = Scope.Every };
        var blocks = listings.Values.SelectMany(wanted => wanted).Select(block => block.Position).Order();
        return [new PlannedScope(everything, [.. blocks], [], account.Failure)];
    }

    private static IEnumerable<PlannedScope> ScopesOf(AccountReach account, Listing listing, IReadOnlyList<MappingBlock> blocks)
    {
        if (listing.Kind == ListingTraits.OrganizationAccount)
        {
            return [];
        }

        if (GlobalKinds.Contains(listing.Kind))
        {
            var candidates = GlobalKinds.Order(account.Regions.Where(blocks[0].Selector.RegionPolicy.Allows));
            return candidates.Count > 0 ? [listing.In(account.AccountId, Scope.Global, blocks, candidates)] : [];
        }

        return account.Regions
            .Select(region => (Region: region, Wanted: blocks.Where(block => block.Selector.RegionPolicy.Allows(region)).ToList()))
            .Where(regional => regional.Wanted.Count > 0)
            .Select(regional => listing.In(account.AccountId, regional.Region, regional.Wanted, [regional.Region]));
    }

    private static IEnumerable<PlannedScope> Interleave(IEnumerable<PlannedScope> scopes) => scopes
        .GroupBy(scope => (scope.Scope.AccountId, scope.Scope.Region))
        .SelectMany(place => place.Select((scope, turn) => (scope, turn)))
        .OrderBy(entry => entry.turn)
        .Select(entry => entry.scope);

    /// <summary>A kind, listed one way.</summary>
    private sealed record Listing(string Kind, ListingOptions Options)
    {
        public PlannedScope In(
            string accountId, string region, IEnumerable<MappingBlock> blocks, IReadOnlyList<string> candidates) => new(
            new Scope { AccountId = accountId, Region = region, Kind = Kind, Options = Options },
            [.. blocks.Select(block => block.Position)],
            candidates);
    }
}
