using Pipeline.Ledger.Resources;

namespace Pipeline.Ledger.Runs.State;

/// <summary>Parked resources of scopes that are not swept, by scope.</summary>
internal sealed class Leftovers(ILookup<string, ParkedResource> parked)
{
    public static Leftovers None { get; } = new(Enumerable.Empty<ParkedResource>().ToLookup(resource => string.Empty));

    public IReadOnlyList<RejectedEntity> RejectedOf(string scope) => [.. parked[scope].SelectMany(resource => resource.Rejected)];

    public ScopeSnapshot AddTo(ScopeSnapshot snapshot)
    {
        var resources = parked[snapshot.Scope.ToString()].ToList();
        return resources.Count == 0 ? snapshot : snapshot with
        {
            Written = snapshot.Written + resources.Sum(resource => resource.Written),
            Rejected = snapshot.Rejected + resources.Sum(resource => resource.Rejected.Count),
        };
    }
}
