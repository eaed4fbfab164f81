using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Enumerator.Accounts;
using Pipeline.Enumerator.Kinds;

namespace Pipeline.Enumerator.Fetching;

/// <summary>Decides where a resource is asked for: the scopes in which a run would list it.</summary>
internal static class FetchPlanner
{
    /// <summary>A place for each way in which the blocks want the kind listed; none where their region policies want none.</summary>
    /// <param name="blocks">The blocks of the resource's kind.</param>
    /// <param name="resource">The resource; its region is the one the event names.</param>
    /// <param name="reach">What of its account can be read.</param>
    public static IReadOnlyList<FetchPlace> Plan(IReadOnlyList<MappingBlock> blocks, ResourceKey resource, AccountReach reach) =>
    [
        .. blocks
            .GroupBy(ListingTraits.Of)
            .Select(listing => Place([.. listing], listing.Key, resource, reach))
            .Where(place => place.Blocks.Count > 0 && place.Regions.Count > 0),
    ];

    private static FetchPlace Place(
        IReadOnlyList<MappingBlock> blocks, ListingOptions options, ResourceKey resource, AccountReach reach)
    {
        if (GlobalKinds.Contains(resource.Kind))
        {
            // The same candidates in the same order as a run, so that a resource is read through the same region.
            var candidates = GlobalKinds.Order(reach.Regions.Where(blocks[0].Selector.RegionPolicy.Allows));
            return new FetchPlace(Scope(resource, Contracts.Scope.Global, options), Positions(blocks), candidates);
        }

        var wanted = blocks.Where(block => block.Selector.RegionPolicy.Allows(resource.Region)).ToList();
        return new FetchPlace(
            Scope(resource, resource.Region, options),
            Positions(wanted),
            reach.Regions.Contains(resource.Region) ? [resource.Region] : []);
    }

    /// <summary>The place of the organisation's accounts, which are a list of the home account's.</summary>
    public static FetchPlace OfOrganization(IReadOnlyList<MappingBlock> blocks, string homeAccountId, string homeRegion) => new(
        new Scope { AccountId = homeAccountId, Region = Contracts.Scope.Global, Kind = ListingTraits.OrganizationAccount },
        Positions(blocks),
        [homeRegion]);

    private static IReadOnlyList<int> Positions(IEnumerable<MappingBlock> blocks) => [.. blocks.Select(block => block.Position)];

    private static Scope Scope(ResourceKey resource, string region, ListingOptions options) =>
        new() { AccountId = resource.AccountId, Region = region, Kind = resource.Kind, Options = options };
}
