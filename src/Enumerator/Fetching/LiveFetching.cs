using Pipeline.Contracts;
using Pipeline.Contracts.Mapping;
using Pipeline.Enumerator.Accounts;
using Pipeline.Enumerator.Fetching.Identifiers;
using Pipeline.Enumerator.Kinds;
using Pipeline.Messaging.ClaimCheck;

namespace Pipeline.Enumerator.Fetching;

/// <summary>What is to be said of a resource after a hint: in which shapes it was seen, or that it is gone.</summary>
internal sealed class LiveFetching(
    MappingVersions mappings, AccountDirectory directory, KnownAccounts accounts, ResourceFetch fetch, FetchMeter meter)
{
    /// <summary>Fetches the resource for every block that wants it.</summary>
    /// <param name="change">The hint.</param>
    /// <param name="created">Whether it may be so new that AWS does not show it yet.</param>
    /// <param name="cancellationToken">Stops fetching.</param>
    /// <returns>The messages to publish: <see cref="ResourcesEnumerated"/> and <see cref="ResourceGone"/>.</returns>
    /// <exception cref="Aws.AwsException">AWS refused, or kept failing until the deadline. Nothing is known of the resource.</exception>
    /// <exception cref="ResourceUnreachableException">Its account cannot be read.</exception>
    /// <exception cref="AccountsUnreadableException">The accounts could not be read.</exception>
    public async Task<IReadOnlyList<object>> FetchAsync(ResourceChanged change, bool created, CancellationToken cancellationToken)
    {
        var places = await PlacesAsync(change, cancellationToken);
        var home = await directory.HomeAsync(cancellationToken);
        var messages = new List<object>();
        var missing = new HashSet<(ResourceKey Resource, long Ticket)>();
        foreach (var place in places)
        {
            var forms = IdentifierForms.Of(change.Resource.Identifier, IdentifierPlace.Of(place, home.Partition));
            var sighting = await fetch.FetchAsync(place, forms, created, cancellationToken);
            if (sighting.Resource is { } resource)
            {
                messages.Add(Seen(change, place, sighting.Ticket, resource));
            }

            missing.UnionWith(sighting.Missing.Select(identifier => (ResourceKey.Of(place.Scope, identifier), sighting.Ticket)));
        }

        // What one way of reading shows exists, whatever another way does not show.
        if (messages.Count == 0)
        {
            messages.AddRange(missing.Select(gone => Gone(change, gone.Resource, gone.Ticket)));
        }

        Count(places.Count, messages);
        return messages;
    }

    private async Task<IReadOnlyList<FetchPlace>> PlacesAsync(ResourceChanged change, CancellationToken cancellationToken)
    {
        var mapping = await mappings.GetAsync(change.MappingVersion, cancellationToken);
        var blocks = mapping.Blocks.Where(block => block.Kind == change.Resource.Kind).ToList();
        if (blocks.Count == 0)
        {
            meter.Dropped(FetchMeter.Unmapped);
            return [];
        }

        if (change.Resource.Kind == ListingTraits.OrganizationAccount)
        {
            var home = await directory.HomeAsync(cancellationToken);
            return [FetchPlanner.OfOrganization(blocks, home.Id, directory.HomeRegion(home.Partition))];
        }

        return await PlacesAsync(change, blocks, cancellationToken);
    }

    private async Task<IReadOnlyList<FetchPlace>> PlacesAsync(ResourceChanged change, List<MappingBlock> blocks, CancellationToken cancellationToken)
    {
        var reach = await accounts.FindAsync(
            change.Resource.AccountId, GlobalKinds.Contains(change.Resource.Kind) ? string.Empty : change.Resource.Region, cancellationToken);
        if (reach is null)
        {
            meter.Dropped(FetchMeter.UnknownAccount);
            return [];
        }

        if (reach.Failure is { } failure)
        {
            throw new ResourceUnreachableException(change.Resource, failure);
        }

        var places = FetchPlanner.Plan(blocks, change.Resource, reach);
        if (places.Count == 0)
        {
            meter.Dropped(FetchMeter.OtherRegion);
        }

        return places;
    }

    private void Count(int places, List<object> messages)
    {
        if (places > 0)
        {
            meter.Fetched(messages[0] is ResourceGone ? FetchMeter.Gone : FetchMeter.Seen);
        }
    }

    private static ResourcesEnumerated Seen(ResourceChanged change, FetchPlace place, long ticket, EnumeratedResource resource) => new()
    {
        RunId = null,
        MappingVersion = change.MappingVersion,
        Scope = place.Scope,
        Blocks = place.Blocks,
        Attempt = 0,
        Page = 0,
        Ticket = ticket,
        Resources = [resource],
        OccurredAt = change.OccurredAt,
    };

    private static ResourceGone Gone(ResourceChanged change, ResourceKey resource, long ticket) => new()
    {
        Resource = resource,
        MappingVersion = change.MappingVersion,
        Ticket = ticket,
        OccurredAt = change.OccurredAt,
    };
}
