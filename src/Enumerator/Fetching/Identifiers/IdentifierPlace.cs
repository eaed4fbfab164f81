namespace Pipeline.Enumerator.Fetching.Identifiers;

/// <summary>Where a resource is: what its ARN is made of, beside its name.</summary>
/// <param name="Kind">The kind, followed by <c>+members</c> where listing with members identifies it in another way.</param>
/// <param name="Partition">AWS's partition.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Region">The region that is asked.</param>
internal sealed record IdentifierPlace(string Kind, string Partition, string AccountId, string Region)
{
    public static IdentifierPlace Of(FetchPlace place, string partition) => new(
        place.Scope.Options.GroupMembers ? place.Scope.Kind + "+members" : place.Scope.Kind,
        partition,
        place.Scope.AccountId,
        place.Regions[0]);
}
